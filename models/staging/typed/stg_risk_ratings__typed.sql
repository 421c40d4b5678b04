-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('risk_ratings', [
        'rating_id', 'customer_id', 'rating', 'rated_on', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('rating_id') }} as rating_id,
        {{ read_text('customer_id') }} as customer_id,
        {{ read_text('rating') }} as rating,
        {{ read_date('rated_on') }} as rated_on,
        {{ read_timestamp('loaded_at') }} as loaded_at
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'rating_id:key_missing': "typed.rating_id is null",
            'rated_on:date_unreadable': "typed.rated_on is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.rating_id is null or typed.rated_on is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['rating_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('rated_on', 'date', as_of_date()) }}
