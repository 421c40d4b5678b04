-- Rendered by `make views` from models/logical/ldm_customer_merge.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    customer_merge.survivor_customer_id,
    customer_merge.merged_customer_id,
    customer_merge.merged_on,
    customer_merge.unmerged_on,
    customer_merge.loaded_at,
    customer_merge.dq_flags
from {{ ref('ldm_customer_merge') }} as customer_merge
