-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('privacy_notices', [
        'notice_version', 'language', 'effective_from', 'purposes', 'body', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('notice_version') }} as notice_version,
        {{ read_text('language') }} as language,
        {{ read_date('effective_from') }} as effective_from,
        {{ read_text('purposes') }} as purposes,
        {{ read_text('body') }} as body,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        effective_from is not null as has_effective_from
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'notice_version:key_missing': "typed.notice_version is null",
            'language:key_missing': "typed.language is null",
            'effective_from:unreadable': "typed.has_effective_from and typed.effective_from is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.notice_version is null or typed.language is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['notice_version', 'language']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
