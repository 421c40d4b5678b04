-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_kyc_evidence__typed'), [
    'evidence_id', 'customer_id', 'obligation_type', 'evidence_type', 'document_id', 'performed_on',
    'performed_by', 'outcome', 'dq_flags',
]) }}

select
    evidence_id,
    customer_id,
    obligation_type,
    evidence_type,
    document_id,
    performed_on,
    performed_by,
    outcome,
    loaded_at,
    {{ conflict_flag('kyc_evidence') }} as dq_flags,
    is_current,
    is_repeated
from versions
