-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_rights_requests__typed'), [
    'request_id', 'customer_id', 'request_type', exact_time('received_at'), exact_time('closed_at'),
    'outcome', 'refusal_reason', 'dq_flags',
]) }}

select
    request_id,
    customer_id,
    request_type,
    received_at,
    closed_at,
    outcome,
    refusal_reason,
    loaded_at,
    {{ conflict_flag('rights_requests') }} as dq_flags,
    is_current,
    is_repeated
from versions
