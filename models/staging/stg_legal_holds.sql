-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_legal_holds__typed'), [
    'hold_id', 'customer_id', 'held_from', 'held_to', 'dq_flags',
]) }}

select
    hold_id,
    customer_id,
    held_from,
    held_to,
    loaded_at,
    {{ conflict_flag('legal_holds') }} as dq_flags,
    is_current,
    is_repeated
from versions
