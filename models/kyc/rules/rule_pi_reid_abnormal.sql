with found as (

    select
        customer_id as subject_id,
        customer_id,
        raised_on as trigger_date,
        alert_id as source_id,
        loaded_at as detected_at,
        {{ event_facts("'客户行为或者交易情况出现异常'", "'abnormal behaviour or transactions'") }}
    from {{ ref('kyc_alert__personal_data') }}
    where alert_type = 'abnormal'

)

{{ event_trigger('PI-REID-ABNORMAL', 'customer') }}
