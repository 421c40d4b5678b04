-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('legal_holds', [
        'hold_id', 'customer_id', 'held_from', 'held_to', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('hold_id') }} as hold_id,
        {{ read_text('customer_id') }} as customer_id,
        {{ read_date('held_from') }} as held_from,
        {{ read_date('held_to') }} as held_to,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        held_from is not null as has_held_from,
        held_to is not null as has_held_to
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'hold_id:key_missing': "typed.hold_id is null",
            'held_from:unreadable': "typed.has_held_from and typed.held_from is null",
            'held_to:unreadable': "typed.has_held_to and typed.held_to is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.hold_id is null as is_dropped
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
    {{ joined_key(['hold_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
