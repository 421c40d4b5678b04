{#- The 30-day totals once more under every scenario: a run of days over its bar is one row. -#}
with scenarios as (

    select * from {{ ref('int_kyc_scenario') }}
    where rule_id = 'PI-CUM30'

),

flow as (

    select
        flow.customer_id,
        flow.business_date,
        coalesce(flow.cny, 0) as cny,
        coalesce(flow.fx_usd, 0) as fx_usd,
        coalesce(flow.all_cny, 0) as all_cny,
        coalesce(flow.fx_usd, {{ usd_value('flow.cny', '1.0', 'dollar.cny_per_usd') }}, 0) as all_usd
    from {{ ref('int_flow') }} as flow
    left join {{ ref('int_fx_daily') }} as dollar on flow.business_date = dollar.rate_day and dollar.currency = 'USD'
    where flow.counts

),

candidates as (

    select flow.customer_id
    from flow
    group by flow.customer_id
    having sum(flow.all_cny) >= (select min(amount_cny) from scenarios)
        or sum(flow.all_usd) >= (select min(amount_usd) from scenarios)
        or sum(flow.fx_usd) >= (select min(amount_usd) from scenarios)

),

windows as (

    select distinct window_days
    from scenarios

),

signs as (

    select 1 as sign
    union all
    select -1 as sign

),

days as (

    select
        flow.customer_id,
        windows.window_days,
        case when signs.sign = 1 then flow.business_date else flow.business_date + windows.window_days end as day_from,
        sum(flow.cny * signs.sign) as cny,
        sum(flow.fx_usd * signs.sign) as fx_usd,
        sum(flow.all_cny * signs.sign) as all_cny,
        sum(flow.all_usd * signs.sign) as all_usd
    from flow
    inner join candidates on flow.customer_id = candidates.customer_id
    cross join windows
    cross join signs
    group by
        flow.customer_id, windows.window_days,
        case when signs.sign = 1 then flow.business_date else flow.business_date + windows.window_days end

),

steps as (

    select
        customer_id,
        window_days,
        day_from,
        sum(cny) over walk as cny,
        sum(fx_usd) over walk as fx_usd,
        sum(all_cny) over walk as all_cny,
        sum(all_usd) over walk as all_usd
    from days
    window walk as (partition by customer_id, window_days order by day_from rows unbounded preceding)

),

judged as (

    select
        scenarios.scenario,
        steps.customer_id,
        steps.day_from,
        {{ over_bar('steps', 'scenarios', 'false') }} as is_over
    from steps
    inner join scenarios on steps.window_days = scenarios.window_days

),

compared as (

    select
        *,
        lag(is_over, 1, false) over (partition by scenario, customer_id order by day_from) as was_over
    from judged

)

select
    scenario,
    customer_id,
    day_from as trigger_date
from compared
where is_over and not was_over and day_from <= {{ as_of_date() }}
