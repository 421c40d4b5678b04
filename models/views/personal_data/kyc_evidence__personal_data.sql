-- Rendered by `make views` from models/logical/ldm_kyc_evidence.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    kyc_evidence.evidence_id,
    kyc_evidence.customer_id,
    kyc_evidence.obligation_type,
    kyc_evidence.evidence_type,
    kyc_evidence.document_id,
    kyc_evidence.performed_on,
    kyc_evidence.performed_by,
    kyc_evidence.outcome,
    kyc_evidence.loaded_at,
    kyc_evidence.dq_flags
from {{ ref('ldm_kyc_evidence') }} as kyc_evidence
