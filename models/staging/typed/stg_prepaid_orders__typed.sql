-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

currencies as (
    select currency from {{ ref('currencies') }}
),

raw as (
    {{ raw('prepaid_orders', [
        'order_id', 'order_type', 'card_kind', 'buyer_customer_id', 'agent_customer_id',
        'agency_confirmed', 'amount', 'currency', 'occurred_at', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('order_id') }} as order_id,
        {{ read_text('order_type') }} as order_type,
        {{ read_text('card_kind') }} as card_kind,
        {{ read_text('buyer_customer_id') }} as buyer_customer_id,
        {{ read_text('agent_customer_id') }} as agent_customer_id,
        {{ read_boolean('agency_confirmed') }} as agency_confirmed,
        {{ read_decimal('amount', 18, 2) }} as amount,
        {{ read_text('currency') }} as currency,
        {{ read_timestamp('occurred_at') }} as occurred_at,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        agency_confirmed is not null as has_agency_confirmed,
        amount is not null as has_amount
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'order_id:key_missing': "typed.order_id is null",
            'agency_confirmed:unreadable': "typed.has_agency_confirmed and typed.agency_confirmed is null",
            'amount:unreadable': "typed.has_amount and typed.amount is null",
            'amount:amount_missing': "not typed.has_amount",
            'currency:unknown_currency': "currencies.currency is null",
            'occurred_at:date_unreadable': "typed.occurred_at is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.order_id is null or typed.occurred_at is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['order_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('occurred_at', 'timestamptz', as_of_date()) }}
