-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_beneficial_owners__typed'), [
    'customer_id', 'owner_customer_id', 'owner_name', 'share', 'control_kind', 'valid_from',
    'valid_to', 'dq_flags',
]) }}

select
    customer_id,
    owner_customer_id,
    owner_name,
    share,
    control_kind,
    valid_from,
    valid_to,
    loaded_at,
    {{ conflict_flag('beneficial_owners') }} as dq_flags,
    is_current,
    is_repeated
from versions
