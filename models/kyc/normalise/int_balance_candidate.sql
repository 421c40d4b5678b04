with bars as (

    select
        min(amount_cny) as cny,
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

peaks as (

    select
        account_id,
        'CNY' as currency,
        max(closing_balance) as highest,
        min(closing_balance) as lowest,
        count(*) > count(closing_balance) as has_unknown
    from {{ daily_balances() }}
    where upper(currency) = 'CNY'
    group by account_id
    union all
    select
        account_id,
        upper(currency) as currency,
        max(closing_balance) as highest,
        min(closing_balance) as lowest,
        currency is null or count(*) > count(closing_balance) as has_unknown
    from {{ daily_balances() }}
    where currency is null or upper(currency) <> 'CNY'
    group by account_id, currency

),

totals as (

    select
        owners.customer_id,
        sum(
            case when peaks.highest > 0 then peaks.highest * coalesce(rates.highest_rate, 1) else 0 end
        ) as all_cny,
        sum(case when peaks.highest > 0 or peaks.lowest < 0 then 1 else 0 end) as lanes,
        max(case when peaks.currency = 'CNY' then 0 else 1 end) = 1 as has_foreign,
        max(case when peaks.currency in ('CNY', 'USD') then 0 else 1 end) = 1 as has_third,
        max(case when peaks.currency <> 'CNY' and rates.highest_rate is null then 1 else 0 end) = 1 as has_rateless,
        max(case when peaks.has_unknown then 1 else 0 end) = 1 as has_unknown
    from peaks
    inner join {{ metric_owners() }} as owners on peaks.account_id = owners.account_id and owners.is_individual
    left join rates on peaks.currency = rates.currency
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
    may_pass,
    has_foreign,
    -- Yuan and dollars are told apart day by day without a rate; only what else there is needs one for every day.
    has_unknown or has_third or (has_foreign and {{ reading('AMB11') }} = 'B') as needs_rates,
    is_one_bar and not has_foreign and not has_unknown as is_yuan,
    is_one_bar and not has_foreign and not has_unknown and lanes = 1 as is_plain
from judged
where may_pass or has_foreign
