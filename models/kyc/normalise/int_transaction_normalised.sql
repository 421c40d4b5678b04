with current_rows as not materialized (

    select * from {{ ref('int_transaction_current') }}

),

types as (

    select * from {{ ref('transaction_types') }}

),

linked as (

    select
        reversal.transaction_id,
        reversal.reverses_transaction_id
    from current_rows as reversal
    inner join types on reversal.transaction_type = types.transaction_type and types.is_reversal
    inner join current_rows as original on reversal.reverses_transaction_id = original.transaction_id
    where reversal.state = 'settled' and {{ reading('AMB06') }} = 'A'

),

-- A reversed reversal removes its original all the same.
removed as (

    select transaction_id from linked
    union
    select reverses_transaction_id as transaction_id from linked

),

own_legs as (

    select current_rows.transaction_id
    from current_rows
    inner join {{ ref('int_account_owner') }} as here
        on current_rows.account_id = here.account_id
    inner join {{ ref('int_account_owner') }} as there
        on current_rows.counterparty_account_id = there.account_id and here.customer_id = there.customer_id
    where {{ reading('AMB03') }} = 'B' and current_rows.counterparty_account_id is not null

),

choices as (

    select
        {{ reading('AMB04') }} as own_card,
        {{ reading('AMB05') }} as refund,
        {{ reading('AMB07') }} as attempts,
        {{ reading('AMB12') }} as rate_date,
        {{ reading('AMB19') }} as fees

),

typed as (

    select
        current_rows.*,
        {{ shanghai_date('current_rows.occurred_at') }} as business_date,
        types.transaction_type is null as is_unknown_type,
        coalesce(types.is_reversal, false) as is_reversal,
        coalesce(types.is_product, false) as is_product,
        coalesce(types.is_transfer, true) as is_transfer,
        case
            when current_rows.amount < 0 and types.negative_amount = 'flips'
                then case current_rows.direction when 'in' then 'out' when 'out' then 'in' end
            else current_rows.direction
        end as side,
        removed.transaction_id is not null as is_reversed,
        case
            when removed.transaction_id is not null or own_legs.transaction_id is not null then false
            when choices.own_card = 'B' and types.own_card then false
            when choices.refund = 'B' and types.is_refund then false
            when choices.fees = 'B' then true
            else coalesce(types.counts, true)
        end as counts_by_type,
        choices.attempts,
        -- Keys and no conditions: DuckDB joins by equality a hundred times faster than by a condition on one side.
        case when current_rows.currency <> 'CNY' then current_rows.currency end as rate_currency,
        case when choices.rate_date = 'B' then {{ as_of_date() }} else {{ shanghai_date('current_rows.occurred_at') }} end
            as rate_day
    from current_rows
    cross join choices
    left join types on current_rows.transaction_type = types.transaction_type
    left join removed on current_rows.transaction_id = removed.transaction_id
    left join (select distinct transaction_id from own_legs) as own_legs
        on current_rows.transaction_id = own_legs.transaction_id

)

select
    typed.transaction_id, typed.account_id, typed.payer_name, typed.payer_id_type, typed.payer_id_number,
    typed.payer_reference, typed.transaction_type, typed.business_date, typed.occurred_at, typed.side,
    abs(typed.amount) as amount, typed.currency, typed.counterparty_account_id, typed.counterparty_country,
    typed.product_class, typed.is_cash, typed.state, typed.known_at, typed.is_product, typed.is_transfer,
    typed.is_reversed, typed.is_unknown_type, typed.is_conflict,
    typed.amount < 0 as is_negative,
    typed.is_reversal and not typed.is_reversed as is_unlinked_reversal,
    typed.counts_by_type and (typed.state = 'settled' or typed.attempts = 'B') as counts,
    typed.counts_by_type and typed.state = 'pending' and typed.attempts = 'A' as would_count,
    case
        when typed.amount is null then 'amount_missing'
        when typed.currency = 'CNY' then null
        when typed.currency is null then 'currency_missing'
        when rates.cny_per_unit is null then 'rate_missing'
        when rates.cny_per_usd is null then 'dollar_rate_missing'
    end as amount_problem,
    case when typed.currency = 'CNY' then abs(typed.amount) end as cny,
    case
        when typed.currency = 'CNY' then null
        when typed.currency = 'USD' then abs(typed.amount)
        else {{ usd_value('abs(typed.amount)', 'rates.cny_per_unit', 'rates.cny_per_usd') }}
    end as fx_usd,
    case when typed.currency = 'CNY' then abs(typed.amount) else abs(typed.amount) * rates.cny_per_unit end as all_cny,
    rates.cny_per_unit, rates.cny_per_usd, rates.rate_age_days
from typed
left join {{ ref('int_fx_daily') }} as rates
    on typed.rate_currency = rates.currency and typed.rate_day = rates.rate_day
