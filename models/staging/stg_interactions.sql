-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_interactions__typed'), [
    'interaction_id', 'customer_id', 'owner', 'kind', 'channel', 'outcome', 'satisfaction',
    exact_time('occurred_at'), 'due_on', exact_time('closed_at'), 'note', 'dq_flags',
]) }}

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
    is_current,
    is_repeated
from versions
