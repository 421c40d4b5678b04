with totals as (

    select
        customer_id,
        sum(cny) as cny
    from {{ ref('int_flow') }}
    group by customer_id

),

-- Few payments are foreign: their sums are kept out of the pass over all.
foreign_totals as (

    select
        customer_id,
        coalesce(sum(fx_usd), 0) as fx_usd,
        coalesce(sum(all_cny), 0) as all_cny,
        count(fx_usd) > 0 as has_foreign,
        count(case when all_cny is null then fx_usd end) > 0 as has_rateless
    from {{ ref('int_flow') }}
    where cny is null
    group by customer_id

),

pending as (

    select distinct customer_id
    from {{ ref('int_flow') }}
    where not counts

),

bars as (

    select
        min(rules.amount_cny) as cny,
        min(rules.amount_usd) as usd,
        (select min(rates.cny_per_usd) from {{ ref('int_fx_daily') }} as rates) as lowest_rate
    from {{ ref('int_kyc_rule') }} as rules
    where rules.rule_id = 'PI-CUM30'

)

-- Whoever stays below the bar with all that they ever moved cannot pass it within a window.
select
    totals.customer_id,
    pending.customer_id is not null as has_pending,
    -- Every amount is worth its dollars times a rate in yuan: while the dollar bar at the lowest rate is above the yuan
    -- bar, no total passes it alone, except through dollars of a day without a rate.
    coalesce(
        foreign_totals.has_foreign
        and (foreign_totals.has_rateless or bars.lowest_rate is null or bars.usd * bars.lowest_rate < bars.cny + 1),
        false
    ) as needs_usd
from totals
left join foreign_totals on totals.customer_id = foreign_totals.customer_id
left join pending on totals.customer_id = pending.customer_id
cross join bars
where totals.cny >= bars.cny
    or {{ usd_total('foreign_totals.fx_usd') }} >= bars.usd
    or (
        foreign_totals.has_foreign
        and (
            coalesce(totals.cny, 0) + foreign_totals.all_cny >= bars.cny
            or coalesce(totals.cny, 0) >= (bars.usd - foreign_totals.fx_usd) * bars.lowest_rate
        )
    )
