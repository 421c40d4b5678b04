with flow as (

    select * from {{ ref('int_flow') }}

),

rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-CUM30'

),

bars as (

    select
        min(rules.amount_cny) as cny,
        min(rules.amount_usd) as usd,
        (select min(rates.cny_per_usd) from {{ ref('int_fx_daily') }} as rates) as lowest_rate
    from rules

),

totals as (

    select
        customer_id,
        coalesce(sum(cny), 0) as cny,
        coalesce(sum(fx_usd), 0) as fx_usd,
        coalesce(sum(all_cny), 0) as all_cny,
        count(fx_usd) > 0 as has_foreign,
        count(case when not counts then 1 end) > 0 as has_pending
    from flow
    group by customer_id

)

-- Whoever stays below the bar with all that they ever moved cannot pass it within a window.
select
    totals.customer_id,
    totals.has_foreign,
    totals.has_pending
from totals
cross join bars
where totals.cny >= bars.cny
    or {{ usd_total('totals.fx_usd') }} >= bars.usd
    or (
        totals.has_foreign
        and (totals.all_cny >= bars.cny or totals.cny >= (bars.usd - totals.fx_usd) * bars.lowest_rate)
    )
