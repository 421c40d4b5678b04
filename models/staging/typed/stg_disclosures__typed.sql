-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('disclosures', [
        'disclosure_id', 'recipient_id', 'agreement_id', 'disclosed_at', 'row_count', 'file_sha256',
        'loaded_at',
    ], optional=['direction']) }}
),

typed as (
    select
        {{ read_text('disclosure_id') }} as disclosure_id,
        {{ read_text('recipient_id') }} as recipient_id,
        {{ read_text('agreement_id') }} as agreement_id,
        {{ read_timestamp('disclosed_at') }} as disclosed_at,
        {{ read_bigint('row_count') }} as row_count,
        {{ read_text('file_sha256') }} as file_sha256,
        {{ read_text('direction') }} as direction,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        row_count is not null as has_row_count
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'disclosure_id:key_missing': "typed.disclosure_id is null",
            'disclosed_at:date_unreadable': "typed.disclosed_at is null",
            'row_count:unreadable': "typed.has_row_count and typed.row_count is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.disclosure_id is null or typed.disclosed_at is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['disclosure_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('disclosed_at', 'timestamptz', as_of_date()) }}
