-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_kyc_alerts__typed')) }}

select
    alert_id,
    customer_id,
    alert_type,
    raised_on,
    state,
    closed_on,
    report_type,
    reported_on,
    loaded_at,
    {{ conflict_flag('kyc_alerts') }} as dq_flags,
    is_current
from versions
