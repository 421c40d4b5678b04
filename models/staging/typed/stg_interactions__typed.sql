-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('interactions', [
        'interaction_id', 'customer_id', 'owner', 'kind', 'channel', 'outcome', 'satisfaction',
        'occurred_at', 'due_on', 'closed_at', 'note', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('interaction_id') }} as interaction_id,
        {{ read_text('customer_id') }} as customer_id,
        {{ read_text('owner') }} as owner,
        {{ read_text('kind') }} as kind,
        {{ read_text('channel') }} as channel,
        {{ read_text('outcome') }} as outcome,
        {{ read_bigint('satisfaction') }} as satisfaction,
        {{ read_timestamp('occurred_at') }} as occurred_at,
        {{ read_date('due_on') }} as due_on,
        {{ read_timestamp('closed_at') }} as closed_at,
        {{ read_text('note') }} as note,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        satisfaction is not null as has_satisfaction,
        due_on is not null as has_due_on,
        closed_at is not null as has_closed_at
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'interaction_id:key_missing': "typed.interaction_id is null",
            'satisfaction:unreadable': "typed.has_satisfaction and typed.satisfaction is null",
            'occurred_at:date_unreadable': "typed.occurred_at is null",
            'due_on:unreadable': "typed.has_due_on and typed.due_on is null",
            'closed_at:unreadable': "typed.has_closed_at and typed.closed_at is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.interaction_id is null or typed.occurred_at is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['interaction_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('occurred_at', 'timestamptz', as_of_date()) }}
