-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_accounts__typed'), [
    'account_id', 'customer_id', 'account_type', 'account_number', 'currency', 'opened_on',
    'closed_on', 'status', 'branch_country', 'dq_flags',
]) }}

select
    account_id,
    customer_id,
    account_type,
    account_number,
    currency,
    opened_on,
    closed_on,
    status,
    branch_country,
    loaded_at,
    {{ conflict_flag('accounts') }} as dq_flags,
    is_current,
    is_repeated
from versions
