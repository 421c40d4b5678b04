with rules as (

    select
        min(amount_cny) as cny,
        min(amount_usd) as usd,
        max(window_days) as window_days
    from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-CUM30'

),

moved as (

    select
        flow.customer_id,
        candidates.has_pending,
        candidates.needs_usd,
        {{ stretch_start('flow.business_date', 'rules.window_days') }} as stretch_from,
        flow.cny,
        flow.fx_usd,
        flow.all_cny
    from {{ ref('int_flow') }} as flow
    inner join {{ ref('int_flow_candidate') }} as candidates on flow.customer_id = candidates.customer_id
    cross join rules

),

periods as (

    select
        customer_id,
        has_pending,
        needs_usd,
        stretch_from,
        coalesce(sum(cny), 0) as cny,
        coalesce(sum(fx_usd), 0) as fx_usd,
        coalesce(sum(all_cny), 0) as all_cny
    from moved
    group by customer_id, has_pending, needs_usd, stretch_from

),

-- Every window lies within two neighbouring periods, so a window over the bar lies in a pair over the bar.
pairs as (

    select
        periods.customer_id, periods.has_pending, periods.needs_usd, periods.stretch_from,
        rules.window_days, rules.cny as bar_cny, rules.usd as bar_usd,
        sum(periods.cny) over pair as cny,
        sum(periods.fx_usd) over pair as fx_usd,
        sum(periods.all_cny) over pair as all_cny
    from periods
    cross join rules
    window pair as (
        partition by periods.customer_id order by periods.stretch_from
        rows between 1 preceding and current row
    )

),

full_pairs as (

    select customer_id, has_pending, needs_usd, stretch_from, window_days
    from pairs
    where cny >= bar_cny
        or {{ usd_total('fx_usd') }} >= bar_usd
        or all_cny >= bar_cny
        or needs_usd

)

select
    customer_id,
    stretch_from,
    has_pending,
    needs_usd
from full_pairs
union
select
    customer_id,
    stretch_from - window_days as stretch_from,
    has_pending,
    needs_usd
from full_pairs
