-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

currencies as (
    select currency from {{ ref('currencies') }}
),

raw as (
    {{ raw('fx_rates', [
        'rate_date', 'currency', 'cny_per_unit', 'published_at', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_date('rate_date') }} as rate_date,
        {{ read_text('currency') }} as currency,
        {{ read_decimal('cny_per_unit', 18, 8) }} as cny_per_unit,
        {{ read_timestamp('published_at') }} as published_at,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        cny_per_unit is not null as has_cny_per_unit,
        published_at is not null as has_published_at
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'rate_date:date_unreadable': "typed.rate_date is null",
            'currency:key_missing': "typed.currency is null",
            'currency:unknown_currency': "currencies.currency is null",
            'cny_per_unit:unreadable': "typed.has_cny_per_unit and typed.cny_per_unit is null",
            'published_at:unreadable': "typed.has_published_at and typed.published_at is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.rate_date is null or typed.currency is null or typed.loaded_at is null as is_dropped
    from typed
    left join currencies on typed.currency = currencies.currency
    {{ computed_once() }}
)

select
    *,
    case
        when is_dropped then 'dropped'
        when dq_flags <> '' then 'kept_flagged'
        else ''
    end as dq_effect,
    {{ joined_key(['rate_date', 'currency']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('rate_date', 'date', as_of_date()) }}
