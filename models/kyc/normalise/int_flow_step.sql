{{ config(materialized='view' if target.type == 'duckdb' else 'table') }}

with busy as (

    select * from {{ ref('int_flow_busy') }}

),

rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-CUM30'

),

-- Two walks: what is settled, and for whoever has something pending, all of it.
walks as (

    select 'fired' as state
    union all
    select 'would_trigger' as state

),

members as (

    select
        flow.customer_id,
        walks.state,
        flow.business_date,
        coalesce(flow.cny, 0) as cny,
        coalesce(flow.fx_usd, 0) as fx_usd,
        coalesce(flow.all_cny, 0) as all_cny,
        case
            when flow.needs_usd
                then coalesce(flow.fx_usd, {{ usd_value('flow.cny', '1.0', 'dollar.cny_per_usd') }}, 0)
            else 0
        end as all_usd
    from {{ ref('int_flow_watched') }} as flow
    inner join walks on (walks.state = 'fired' and flow.counts) or (walks.state <> 'fired' and flow.has_pending)
    left join {{ ref('int_fx_daily') }} as dollar
        on case when flow.needs_usd then flow.business_date end = dollar.rate_day and dollar.currency = 'USD'

),

signs as (

    select 1 as sign, 0 as days
    union all
    select -1 as sign, max(window_days) as days from rules

),

-- +x on the day, -x when it leaves the window: the running sum is the exact total of every day, without a row a day.
-- A day on which another version begins is an event of nothing.
events as (

    select
        members.customer_id,
        members.state,
        members.business_date + signs.days as day_from,
        members.cny * signs.sign as cny,
        members.fx_usd * signs.sign as fx_usd,
        members.all_cny * signs.sign as all_cny,
        members.all_usd * signs.sign as all_usd
    from members
    cross join signs
    union all
    select distinct
        busy.customer_id,
        walks.state,
        rules.effective_from as day_from,
        0 as cny,
        0 as fx_usd,
        0 as all_cny,
        0 as all_usd
    from busy
    inner join walks on walks.state = 'fired' or busy.has_pending
    cross join rules

),

days as (

    select
        customer_id,
        state,
        day_from,
        sum(cny) as cny,
        sum(fx_usd) as fx_usd,
        sum(all_cny) as all_cny,
        sum(all_usd) as all_usd
    from events
    where day_from <= {{ as_of_date() }}
    group by customer_id, state, day_from

)

select
    customer_id,
    state,
    day_from,
    sum(cny) over walk as cny,
    sum(fx_usd) over walk as fx_usd,
    sum(all_cny) over walk as all_cny,
    sum(all_usd) over walk as all_usd
from days
window walk as (partition by customer_id, state order by day_from rows unbounded preceding)
