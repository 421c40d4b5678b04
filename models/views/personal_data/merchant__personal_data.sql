-- Rendered by `make views` from models/logical/ldm_merchant.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    merchant.merchant_id,
    merchant.customer_id,
    merchant.signed_on,
    merchant.ended_on,
    merchant.industry,
    merchant.country,
    merchant.last_visited_on,
    merchant.loaded_at,
    merchant.dq_flags
from {{ ref('ldm_merchant') }} as merchant
