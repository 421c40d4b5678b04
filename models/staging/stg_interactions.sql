-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_interactions__typed')) }}

select
    interaction_id,
    customer_id,
    owner,
    kind,
    channel,
    outcome,
    satisfaction,
    occurred_at,
    due_on,
    closed_at,
    note,
    loaded_at,
    {{ conflict_flag('interactions') }} as dq_flags,
    is_current
from versions
