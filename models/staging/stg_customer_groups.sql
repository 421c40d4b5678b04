-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_customer_groups__typed'), [
    'group_id', 'customer_id', 'valid_from', 'valid_to', 'dq_flags',
]) }}

select
    group_id,
    customer_id,
    valid_from,
    valid_to,
    loaded_at,
    {{ conflict_flag('customer_groups') }} as dq_flags,
    is_current,
    is_repeated
from versions
