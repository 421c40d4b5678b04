-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('identity_documents', [
        'document_id', 'customer_id', 'document_type', 'document_number', 'valid_from', 'valid_to',
        'copy_on_file', 'verified_on', 'verified_by', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('document_id') }} as document_id,
        {{ read_text('customer_id') }} as customer_id,
        {{ read_text('document_type') }} as document_type,
        {{ read_text('document_number') }} as document_number,
        {{ read_date('valid_from') }} as valid_from,
        {{ read_text('valid_to') }} as valid_to,
        {{ read_boolean('copy_on_file') }} as copy_on_file,
        {{ read_date('verified_on') }} as verified_on,
        {{ read_text('verified_by') }} as verified_by,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        valid_from is not null as has_valid_from,
        copy_on_file is not null as has_copy_on_file,
        verified_on is not null as has_verified_on
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'document_id:key_missing': "typed.document_id is null",
            'valid_from:unreadable': "typed.has_valid_from and typed.valid_from is null",
            'copy_on_file:unreadable': "typed.has_copy_on_file and typed.copy_on_file is null",
            'verified_on:unreadable': "typed.has_verified_on and typed.verified_on is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.document_id is null or typed.loaded_at is null as is_dropped
    from typed
    {{ computed_once() }}
)

select
    *,
    case
        when is_dropped then 'dropped'
        when dq_flags <> '' then 'kept_flagged'
        else ''
    end as dq_effect,
    {{ joined_key(['document_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
