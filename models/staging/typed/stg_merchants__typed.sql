-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('merchants', [
        'merchant_id', 'customer_id', 'signed_on', 'ended_on', 'industry', 'country',
        'last_visited_on', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('merchant_id') }} as merchant_id,
        {{ read_text('customer_id') }} as customer_id,
        {{ read_date('signed_on') }} as signed_on,
        {{ read_date('ended_on') }} as ended_on,
        {{ read_text('industry') }} as industry,
        {{ read_text('country') }} as country,
        {{ read_date('last_visited_on') }} as last_visited_on,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        signed_on is not null as has_signed_on,
        ended_on is not null as has_ended_on,
        last_visited_on is not null as has_last_visited_on
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'merchant_id:key_missing': "typed.merchant_id is null",
            'signed_on:unreadable': "typed.has_signed_on and typed.signed_on is null",
            'ended_on:unreadable': "typed.has_ended_on and typed.ended_on is null",
            'last_visited_on:unreadable': "typed.has_last_visited_on and typed.last_visited_on is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.merchant_id is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['merchant_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
