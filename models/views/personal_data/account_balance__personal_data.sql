-- Rendered by `make views` from models/logical/ldm_account_balance.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    account_balance.account_id,
    account_balance.balance_date,
    account_balance.closing_balance,
    account_balance.currency,
    account_balance.loaded_at,
    account_balance.dq_flags
from {{ ref('ldm_account_balance') }} as account_balance
