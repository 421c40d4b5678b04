-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_change_requests__typed')) }}

select
    request_id,
    customer_id,
    requested_by,
    field,
    old_value,
    new_value,
    reason,
    evidence_id,
    status,
    reviewed_by,
    requested_at,
    reviewed_at,
    loaded_at,
    {{ conflict_flag('change_requests') }} as dq_flags,
    is_current
from versions
