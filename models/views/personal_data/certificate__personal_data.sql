-- Rendered by `make views` from models/logical/ldm_certificate.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    certificate.certificate_id,
    certificate.account_id,
    certificate.customer_id,
    certificate.event,
    certificate.occurred_at,
    certificate.valid_to,
    certificate.loaded_at,
    certificate.dq_flags
from {{ ref('ldm_certificate') }} as certificate
