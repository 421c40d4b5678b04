-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_customer_owners__typed'), [
    'customer_id', 'owner', 'valid_from', 'valid_to', 'dq_flags',
]) }}

select
    customer_id,
    owner,
    valid_from,
    valid_to,
    loaded_at,
    {{ conflict_flag('customer_owners') }} as dq_flags,
    is_current,
    is_repeated
from versions
