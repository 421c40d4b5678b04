with found as (

    select
        account_id as subject_id,
        customer_id,
        opened_on as trigger_date,
        account_id as source_id,
        loaded_at as detected_at,
        {{ event_facts("'开立支付账户'", "'payment account opened'") }}
    from {{ ref('account__personal_data') }}
    where opened_on is not null and customer_id is not null and coalesce(account_type, '') <> 'prepaid_anonymous'

)

{{ event_trigger('PI-OPEN', 'account') }}
