-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_disclosures__typed'), [
    'disclosure_id', 'recipient_id', 'agreement_id', exact_time('disclosed_at'), 'row_count',
    'file_sha256', 'direction', 'dq_flags',
]) }}

select
    disclosure_id,
    recipient_id,
    agreement_id,
    disclosed_at,
    row_count,
    file_sha256,
    direction,
    loaded_at,
    {{ conflict_flag('disclosures') }} as dq_flags,
    is_current,
    is_repeated
from versions
