with found as (

    select
        customer_id as subject_id,
        customer_id,
        raised_on as trigger_date,
        alert_id as source_id,
        loaded_at as detected_at,
        {{ event_facts("'应当重新识别客户的其他情形'", "'another case that calls for identification again'") }}
    from {{ ref('kyc_alert__personal_data') }}
    where coalesce(alert_type, 'other') not in ('abnormal', 'doubt')

)

{{ event_trigger('PI-REID-OTHER', 'customer') }}
