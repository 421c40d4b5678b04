-- Rendered by `make views` from models/logical/ldm_customer_group.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    customer_group.group_id,
    customer_group.customer_id,
    customer_group.valid_from,
    customer_group.valid_to,
    customer_group.loaded_at,
    customer_group.dq_flags
from {{ ref('ldm_customer_group') }} as customer_group
