-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

currencies as (
    select currency from {{ ref('currencies') }}
),

raw as (
    {{ raw('transactions', [
        'transaction_id', 'account_id', 'payer_name', 'payer_id_type', 'payer_id_number',
        'payer_reference', 'transaction_type', 'direction', 'amount', 'currency', 'status',
        'occurred_at', 'counterparty_account_id', 'reverses_transaction_id', 'order_id', 'channel',
        'product_class', 'loaded_at',
    ], optional=['is_cash', 'counterparty_country']) }}
),

typed as (
    select
        {{ read_text('transaction_id') }} as transaction_id,
        {{ read_text('account_id') }} as account_id,
        {{ read_text('payer_name') }} as payer_name,
        {{ read_text('payer_id_type') }} as payer_id_type,
        {{ read_text('payer_id_number') }} as payer_id_number,
        {{ read_text('payer_reference') }} as payer_reference,
        {{ read_text('transaction_type') }} as transaction_type,
        {{ read_text('direction') }} as direction,
        {{ read_decimal('amount', 18, 2) }} as amount,
        {{ read_text('currency') }} as currency,
        {{ read_text('status') }} as status,
        {{ read_timestamp('occurred_at') }} as occurred_at,
        {{ read_text('counterparty_account_id') }} as counterparty_account_id,
        {{ read_text('reverses_transaction_id') }} as reverses_transaction_id,
        {{ read_text('order_id') }} as order_id,
        {{ read_text('channel') }} as channel,
        {{ read_text('product_class') }} as product_class,
        {{ read_boolean('is_cash') }} as is_cash,
        {{ read_text('counterparty_country') }} as counterparty_country,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        amount is not null as has_amount,
        is_cash is not null as has_is_cash
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'transaction_id:key_missing': "typed.transaction_id is null",
            'amount:unreadable': "typed.has_amount and typed.amount is null",
            'amount:amount_missing': "not typed.has_amount",
            'currency:unknown_currency': "currencies.currency is null",
            'occurred_at:date_unreadable': "typed.occurred_at is null",
            'is_cash:unreadable': "typed.has_is_cash and typed.is_cash is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.transaction_id is null or typed.occurred_at is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['transaction_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('occurred_at', 'timestamptz', as_of_date()) }}
