-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('recipients', [
        'recipient_id', 'name', 'country', 'kind', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('recipient_id') }} as recipient_id,
        {{ read_text('name') }} as name,
        {{ read_text('country') }} as country,
        {{ read_text('kind') }} as kind,
        {{ read_timestamp('loaded_at') }} as loaded_at
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'recipient_id:key_missing': "typed.recipient_id is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.recipient_id is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['recipient_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
