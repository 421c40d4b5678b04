-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_recipients__typed'), [
    'recipient_id', 'name', 'country', 'kind', 'dq_flags',
]) }}

select
    recipient_id,
    name,
    country,
    kind,
    loaded_at,
    {{ conflict_flag('recipients') }} as dq_flags,
    is_current,
    is_repeated
from versions
