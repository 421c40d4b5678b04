-- Rendered by `make views` from models/logical/ldm_recipient.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    recipient.recipient_id,
    recipient.name,
    recipient.country,
    recipient.kind,
    recipient.loaded_at,
    recipient.dq_flags
from {{ ref('ldm_recipient') }} as recipient
