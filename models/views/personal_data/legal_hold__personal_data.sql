-- Rendered by `make views` from models/logical/ldm_legal_hold.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    legal_hold.hold_id,
    legal_hold.customer_id,
    legal_hold.held_from,
    legal_hold.held_to,
    legal_hold.loaded_at,
    legal_hold.dq_flags
from {{ ref('ldm_legal_hold') }} as legal_hold
