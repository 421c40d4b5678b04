with bars as (

    select
        min(amount_cny) as cny,
        cast(min(amount_cny) * 0.25 as decimal(18, 2)) as low_cny,
        min(amount_usd) as usd,
        count(distinct cast(amount_cny as varchar) || operator) = 1 as is_one_bar
    from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-BAL10'

),

rates as (

    select
        currency,
        max(cny_per_unit) as highest_rate
    from {{ ref('int_fx_daily') }}
    group by currency

),

lowest as (

    select min(cny_per_usd) as rate from {{ ref('int_fx_daily') }}

),

-- A yuan balance below a quarter of the bar is not looked at: it is taken for the quarter.
yuan_peaks as (

    select
        balances.account_id,
        max(balances.closing_balance) as highest,
        count(*) > count(balances.closing_balance) as has_unknown
    from {{ daily_balances() }} as balances
    where upper(balances.currency) = 'CNY'
        and (balances.closing_balance is null or balances.closing_balance >= (select bars.low_cny from bars))
    group by balances.account_id

),

foreign_lanes as (

    select
        account_id,
        upper(currency) as currency,
        max(closing_balance) as highest,
        currency is null or count(*) > count(closing_balance) as has_unknown
    from {{ daily_balances() }}
    where currency is null or upper(currency) <> 'CNY'
    group by account_id, currency

),

foreign_peaks as (

    select
        lanes.account_id,
        sum(case when lanes.highest > 0 then lanes.highest * coalesce(rates.highest_rate, 1) else 0 end) as highest,
        max(case when lanes.currency = 'USD' then 0 else 1 end) as has_third,
        max(case when lanes.currency is not null and rates.highest_rate is null then 1 else 0 end) as has_rateless,
        max(case when lanes.has_unknown then 1 else 0 end) as has_unknown
    from foreign_lanes as lanes
    left join rates on lanes.currency = rates.currency
    group by lanes.account_id

),

totals as (

    select
        owners.customer_id,
        sum(
            case when yuan.highest > bars.low_cny then yuan.highest else bars.low_cny end
            + coalesce(others.highest, 0)
        ) as all_cny,
        count(others.account_id) > 0 as has_foreign,
        coalesce(max(others.has_third), 0) = 1 as has_third,
        coalesce(max(others.has_rateless), 0) = 1 as has_rateless,
        max(case when yuan.has_unknown or others.has_unknown = 1 then 1 else 0 end) = 1 as has_unknown
    from {{ metric_owners() }} as owners
    left join yuan_peaks as yuan on owners.account_id = yuan.account_id
    left join foreign_peaks as others on owners.account_id = others.account_id
    cross join bars
    where owners.is_individual
    group by owners.customer_id

),

judged as (

    select
        totals.*,
        bars.is_one_bar,
        totals.all_cny >= bars.cny
        or totals.has_unknown
        or (
            totals.has_foreign
            and (totals.has_rateless or lowest.rate is null or totals.all_cny >= bars.usd * lowest.rate)
        ) as may_pass
    from totals
    cross join bars
    cross join lowest

)

-- Whoever never reaches the bar with the highest balance of every account together does so on no day.
select
    customer_id,
    -- Texts are slow to sort: within one build the balance rule knows a customer by a number.
    cast(row_number() over () as integer) as customer_no,
    may_pass,
    has_foreign,
    -- Yuan and dollars are told apart day by day without a rate; only what else there is needs one for every day.
    has_unknown or has_third or (has_foreign and {{ reading('AMB11') }} = 'B') as needs_rates,
    is_one_bar and not has_foreign and not has_unknown as is_yuan
from judged
where may_pass or has_foreign
