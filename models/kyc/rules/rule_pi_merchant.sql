with found as (

    select
        merchant_id as subject_id,
        customer_id,
        signed_on as trigger_date,
        merchant_id as source_id,
        loaded_at as detected_at,
        {{ event_facts("'与特约商户建立业务关系'", "'merchant signed'") }}
    from {{ ref('merchant__personal_data') }}
    where signed_on is not null

)

{{ event_trigger('PI-MERCHANT', 'merchant') }}
