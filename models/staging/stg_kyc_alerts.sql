-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_kyc_alerts__typed'), [
    'alert_id', 'customer_id', 'alert_type', 'raised_on', 'state', 'closed_on', 'report_type',
    'reported_on', 'dq_flags',
]) }}

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
    is_current,
    is_repeated
from versions
