-- Rendered by `make views` from models/logical/ldm_identity_document.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    identity_document.document_id,
    identity_document.customer_id,
    identity_document.document_type,
    identity_document.document_number,
    identity_document.valid_from,
    identity_document.valid_to,
    identity_document.copy_on_file,
    identity_document.verified_on,
    identity_document.verified_by,
    identity_document.loaded_at,
    identity_document.dq_flags
from {{ ref('ldm_identity_document') }} as identity_document
