-- Rendered by `make views` from models/logical/ldm_authorisation.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    authorisation.authorisation_id,
    authorisation.account_id,
    authorisation.grantor_customer_id,
    authorisation.grantee_customer_id,
    authorisation.scope,
    authorisation.signed_on,
    authorisation.valid_from,
    authorisation.valid_to,
    authorisation.revoked_on,
    authorisation.loaded_at,
    authorisation.dq_flags
from {{ ref('ldm_authorisation') }} as authorisation
