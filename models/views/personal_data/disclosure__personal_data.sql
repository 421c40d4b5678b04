-- Rendered by `make views` from models/logical/ldm_disclosure.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    disclosure.disclosure_id,
    disclosure.recipient_id,
    disclosure.agreement_id,
    disclosure.disclosed_at,
    disclosure.row_count,
    disclosure.file_sha256,
    disclosure.direction,
    disclosure.loaded_at,
    disclosure.dq_flags
from {{ ref('ldm_disclosure') }} as disclosure
