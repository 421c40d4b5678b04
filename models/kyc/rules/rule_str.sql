with found as (

    select
        alert_id as subject_id,
        customer_id,
        coalesce(closed_on, raised_on) as trigger_date,
        alert_id as source_id,
        loaded_at as detected_at,
        {{ event_facts("'确认为可疑交易'", "'confirmed as suspicious'") }}
    from {{ ref('kyc_alert__personal_data') }}
    where lower(state) = 'confirmed' or lower(report_type) in ('str', 'suspicious', 'suspicious_transaction')

)

{{ event_trigger('STR', 'case') }}
