{{ config(materialized='view' if target.type == 'duckdb' else 'table') }}

with typed as (

    select
        payments.*,
        abs(payments.amount) as value,
        not types.is_known as is_unknown_type,
        types.is_reversal,
        types.is_product,
        types.is_transfer,
        case
            when payments.amount < 0 and types.flips
                then case payments.direction when 'in' then 'out' when 'out' then 'in' end
            else payments.direction
        end as side,
        coalesce(removed.is_reversed, false) as is_reversed,
        types.counts and removed.transaction_id is null as counts_by_type,
        types.counts_attempts,
        -- Keys and no conditions: DuckDB joins by equality a hundred times faster than by a condition on one side.
        case when payments.currency <> 'CNY' then payments.currency end as rate_currency,
        case when types.is_rated_today then {{ as_of_date() }} else payments.business_date end as rate_day
    from {{ ref('int_transaction_current') }} as payments
    left join {{ ref('int_transaction_type') }} as types
        on coalesce(payments.transaction_type, '') = types.transaction_type
    left join {{ ref('int_transaction_removed') }} as removed on payments.transaction_id = removed.transaction_id

)

select
    typed.transaction_id, typed.account_id, typed.payer_name, typed.payer_id_type, typed.payer_id_number,
    typed.payer_reference, typed.transaction_type, typed.business_date, typed.occurred_at, typed.side,
    typed.value as amount, typed.currency, typed.counterparty_account_id, typed.counterparty_country,
    typed.product_class, typed.is_cash, typed.state, typed.known_at, typed.is_product, typed.is_transfer,
    typed.is_reversed, typed.is_unknown_type, typed.is_conflict,
    typed.amount < 0 as is_negative,
    typed.is_reversal and not typed.is_reversed as is_unlinked_reversal,
    typed.counts_by_type and (typed.state = 'settled' or typed.counts_attempts) as counts,
    typed.counts_by_type and typed.state = 'pending' and not typed.counts_attempts as would_count,
    case
        when typed.value is null then 'amount_missing'
        when typed.currency = 'CNY' then null
        when typed.currency is null then 'currency_missing'
        when rates.cny_per_unit is null then 'rate_missing'
        when rates.cny_per_usd is null then 'dollar_rate_missing'
    end as amount_problem,
    case when typed.currency = 'CNY' then typed.value end as cny,
    case
        when typed.currency = 'CNY' then null
        when typed.currency = 'USD' then typed.value
        else {{ usd_value('typed.value', 'rates.cny_per_unit', 'rates.cny_per_usd') }}
    end as fx_usd,
    case when typed.currency = 'CNY' then typed.value else typed.value * rates.cny_per_unit end as all_cny,
    rates.cny_per_unit, rates.cny_per_usd, rates.rate_age_days
from typed
left join {{ ref('int_fx_daily') }} as rates
    on typed.rate_currency = rates.currency and typed.rate_day = rates.rate_day
