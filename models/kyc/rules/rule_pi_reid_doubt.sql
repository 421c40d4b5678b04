with found as (

    select
        customer_id as subject_id,
        customer_id,
        raised_on as trigger_date,
        alert_id as source_id,
        loaded_at as detected_at,
        {{ event_facts("'对先前获得的客户身份资料存在疑点'", "'doubt about identity data obtained before'") }}
    from {{ ref('kyc_alert__personal_data') }}
    where alert_type = 'doubt'

)

{{ event_trigger('PI-REID-DOUBT', 'customer') }}
