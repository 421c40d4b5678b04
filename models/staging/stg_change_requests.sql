-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_change_requests__typed'), [
    'request_id', 'customer_id', 'requested_by', 'field', 'old_value', 'new_value', 'reason',
    'evidence_id', 'status', 'reviewed_by', exact_time('requested_at'), exact_time('reviewed_at'),
    'dq_flags',
]) }}

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
    is_current,
    is_repeated
from versions
