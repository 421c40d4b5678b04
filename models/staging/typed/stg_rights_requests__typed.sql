-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('rights_requests', [
        'request_id', 'customer_id', 'request_type', 'received_at', 'closed_at', 'outcome',
        'refusal_reason', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('request_id') }} as request_id,
        {{ read_text('customer_id') }} as customer_id,
        {{ read_text('request_type') }} as request_type,
        {{ read_timestamp('received_at') }} as received_at,
        {{ read_timestamp('closed_at') }} as closed_at,
        {{ read_text('outcome') }} as outcome,
        {{ read_text('refusal_reason') }} as refusal_reason,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        closed_at is not null as has_closed_at
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'request_id:key_missing': "typed.request_id is null",
            'received_at:date_unreadable': "typed.received_at is null",
            'closed_at:unreadable': "typed.has_closed_at and typed.closed_at is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.request_id is null or typed.received_at is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['request_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('received_at', 'timestamptz', as_of_date()) }}
