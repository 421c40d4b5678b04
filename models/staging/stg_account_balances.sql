-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_account_balances__typed'), [
    'account_id', 'balance_date', 'closing_balance', 'currency', 'dq_flags',
]) }}

select
    account_id,
    balance_date,
    closing_balance,
    currency,
    loaded_at,
    {{ conflict_flag('account_balances') }} as dq_flags,
    is_current,
    is_repeated
from versions
