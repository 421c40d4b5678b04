-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('instructions', [
        'instruction_id', 'account_id', 'transaction_id', 'delivery_class', 'received_at',
        'executed_at', 'outcome', 'reason_code', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('instruction_id') }} as instruction_id,
        {{ read_text('account_id') }} as account_id,
        {{ read_text('transaction_id') }} as transaction_id,
        {{ read_text('delivery_class') }} as delivery_class,
        {{ read_timestamp('received_at') }} as received_at,
        {{ read_timestamp('executed_at') }} as executed_at,
        {{ read_text('outcome') }} as outcome,
        {{ read_text('reason_code') }} as reason_code,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        executed_at is not null as has_executed_at
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'instruction_id:key_missing': "typed.instruction_id is null",
            'received_at:date_unreadable': "typed.received_at is null",
            'executed_at:unreadable': "typed.has_executed_at and typed.executed_at is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.instruction_id is null or typed.received_at is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['instruction_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('received_at', 'timestamptz', as_of_date()) }}
