-- Rendered by `make views` from models/logical/ldm_customer_owner.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    customer_owner.customer_id,
    customer_owner.owner,
    customer_owner.valid_from,
    customer_owner.valid_to,
    customer_owner.loaded_at,
    customer_owner.dq_flags
from {{ ref('ldm_customer_owner') }} as customer_owner
