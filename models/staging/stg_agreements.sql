-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_agreements__typed'), [
    'agreement_id', 'recipient_id', 'agreement_type', 'purpose', 'attributes', 'disclosure_level',
    'signed_on', 'valid_from', 'valid_to', 'renewal_notice_days', 'onward_transfer_allowed',
    'transfer_route', 'storage_country', 'penalty_amount', 'dq_flags',
]) }}

select
    agreement_id,
    recipient_id,
    agreement_type,
    purpose,
    attributes,
    disclosure_level,
    signed_on,
    valid_from,
    valid_to,
    renewal_notice_days,
    onward_transfer_allowed,
    transfer_route,
    storage_country,
    penalty_amount,
    loaded_at,
    {{ conflict_flag('agreements') }} as dq_flags,
    is_current,
    is_repeated
from versions
