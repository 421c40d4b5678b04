-- Rendered by `make views` from models/logical/ldm_account_holder.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    account_holder.account_id,
    account_holder.customer_id,
    account_holder.source_customer_id,
    account_holder.role,
    account_holder.valid_from,
    account_holder.valid_to,
    account_holder.loaded_at,
    account_holder.dq_flags
from {{ ref('ldm_account_holder') }} as account_holder
