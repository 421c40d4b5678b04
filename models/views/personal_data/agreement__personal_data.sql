-- Rendered by `make views` from models/logical/ldm_agreement.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    agreement.agreement_id,
    agreement.recipient_id,
    agreement.agreement_type,
    agreement.purpose,
    agreement.attributes,
    agreement.disclosure_level,
    agreement.signed_on,
    agreement.valid_from,
    agreement.valid_to,
    agreement.renewal_notice_days,
    agreement.onward_transfer_allowed,
    agreement.transfer_route,
    agreement.storage_country,
    agreement.penalty_amount,
    agreement.loaded_at,
    agreement.dq_flags
from {{ ref('ldm_agreement') }} as agreement
