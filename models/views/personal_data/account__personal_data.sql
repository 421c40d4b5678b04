-- Rendered by `make views` from models/logical/ldm_account.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    account.account_id,
    account.customer_id,
    account.account_type,
    account.account_number,
    account.currency,
    account.opened_on,
    account.closed_on,
    account.status,
    account.branch_country,
    account.loaded_at,
    account.dq_flags
from {{ ref('ldm_account') }} as account
