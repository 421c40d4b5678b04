with

kyc_alerts as (

    select * from {{ ref('stg_kyc_alerts') }}
    where is_current

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    kyc_alerts.alert_id,
    coalesce(identity.person_id, kyc_alerts.customer_id) as customer_id,
    kyc_alerts.alert_type,
    kyc_alerts.raised_on,
    kyc_alerts.state,
    kyc_alerts.closed_on,
    kyc_alerts.report_type,
    kyc_alerts.reported_on,
    kyc_alerts.loaded_at,
    kyc_alerts.dq_flags
from kyc_alerts
left join identity on kyc_alerts.customer_id = identity.customer_id
