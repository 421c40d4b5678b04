-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

currencies as (
    select currency from {{ ref('currencies') }}
),

raw as (
    {{ raw('account_balances', [
        'account_id', 'balance_date', 'closing_balance', 'currency', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('account_id') }} as account_id,
        {{ read_date('balance_date') }} as balance_date,
        {{ read_decimal('closing_balance', 18, 2) }} as closing_balance,
        {{ read_text('currency') }} as currency,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        closing_balance is not null as has_closing_balance
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'account_id:key_missing': "typed.account_id is null",
            'balance_date:date_unreadable': "typed.balance_date is null",
            'closing_balance:unreadable': "typed.has_closing_balance and typed.closing_balance is null",
            'closing_balance:amount_missing': "not typed.has_closing_balance",
            'currency:unknown_currency': "currencies.currency is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.account_id is null or typed.balance_date is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['account_id', 'balance_date']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('balance_date', 'date', as_of_date()) }}
