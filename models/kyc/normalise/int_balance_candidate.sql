with bars as (

    select
        min(amount_cny) as cny,
        min(amount_usd) as usd
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
        customer_id,
        account_id,
        currency,
        max(balance) as peak,
        count(*) > count(balance) as has_unknown
    from {{ ref('int_balance_spell') }}
    group by customer_id, account_id, currency

),

totals as (

    select
        peaks.customer_id,
        sum(case when peaks.currency = 'CNY' then peaks.peak else peaks.peak * rates.highest_rate end) as all_cny,
        max(case when peaks.currency = 'CNY' then 0 else 1 end) = 1 as has_foreign,
        max(case when peaks.currency <> 'CNY' and rates.highest_rate is null then 1 else 0 end) = 1 as has_rateless,
        max(case when peaks.has_unknown or peaks.currency is null then 1 else 0 end) = 1 as has_unknown
    from peaks
    left join rates on peaks.currency = rates.currency and peaks.currency <> 'CNY'
    group by peaks.customer_id

)

-- Whoever never reaches the bar with the highest balance of every account together does so on no day.
select
    totals.customer_id,
    totals.has_foreign
from totals
cross join bars
cross join lowest
where totals.all_cny >= bars.cny
    or (totals.has_foreign and totals.all_cny >= bars.usd * lowest.rate)
    or (totals.has_foreign and (totals.has_rateless or lowest.rate is null))
    or totals.has_unknown
