-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_account_holders__typed'), [
    'account_id', 'customer_id', 'role', 'valid_from', 'valid_to', 'dq_flags',
]) }}

select
    account_id,
    customer_id,
    role,
    valid_from,
    valid_to,
    loaded_at,
    {{ conflict_flag('account_holders') }} as dq_flags,
    is_current,
    is_repeated
from versions
