-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_identity_documents__typed'), [
    'document_id', 'customer_id', 'document_type', 'document_number', 'valid_from', 'valid_to',
    'copy_on_file', 'verified_on', 'verified_by', 'dq_flags',
]) }}

select
    document_id,
    customer_id,
    document_type,
    document_number,
    valid_from,
    valid_to,
    copy_on_file,
    verified_on,
    verified_by,
    loaded_at,
    {{ conflict_flag('identity_documents') }} as dq_flags,
    is_current,
    is_repeated
from versions
