-- Rendered by `make views` from models/logical/ldm_merchant.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    merchant.customer_id,
    merchant.signed_on
from {{ ref('ldm_merchant') }} as merchant
