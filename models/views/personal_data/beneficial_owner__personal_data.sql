-- Rendered by `make views` from models/logical/ldm_beneficial_owner.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    beneficial_owner.customer_id,
    beneficial_owner.owner_customer_id,
    beneficial_owner.owner_name,
    beneficial_owner.share,
    beneficial_owner.control_kind,
    beneficial_owner.valid_from,
    beneficial_owner.valid_to,
    beneficial_owner.loaded_at,
    beneficial_owner.dq_flags
from {{ ref('ldm_beneficial_owner') }} as beneficial_owner
