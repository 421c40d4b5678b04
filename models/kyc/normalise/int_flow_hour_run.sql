{{ config(materialized='view') }}
{#- Read only where `kyc_readings` sets AMB02 to B: the totals of the trailing 720 hours, the 720th included. -#}
with rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-CUM30'

),

flow as (

    select
        flow.customer_id, flow.counts, transactions.occurred_at,
        coalesce(flow.cny, 0) as cny,
        coalesce(flow.fx_usd, 0) as fx_usd,
        coalesce(flow.all_cny, 0) as all_cny,
        coalesce(flow.fx_usd, {{ usd_value('flow.cny', '1.0', 'dollar.cny_per_usd') }}, 0) as all_usd
    from {{ ref('int_flow') }} as flow
    inner join {{ ref('int_transaction_normalised') }} as transactions
        on flow.transaction_id = transactions.transaction_id
    left join {{ ref('int_fx_daily') }} as dollar on flow.business_date = dollar.rate_day and dollar.currency = 'USD'

),

events as (

    select walks.state, signs.sign, flow.occurred_at + signs.held as instant, flow.*
    from flow
    cross join (values ('fired'), ('would_trigger')) as walks (state)
    cross join (values (1, interval '0 hours'), (-1, interval '720 hours 1 microsecond')) as signs (sign, held)
    where flow.counts or walks.state = 'would_trigger'

),

instants as (

    select
        customer_id, state, instant, {{ shanghai_date('instant') }} as day_from,
        sum(cny * sign) as cny,
        sum(fx_usd * sign) as fx_usd,
        sum(all_cny * sign) as all_cny,
        sum(all_usd * sign) as all_usd
    from events
    where {{ shanghai_date('instant') }} <= {{ as_of_date() }}
    group by customer_id, state, instant

),

steps as (

    select
        customer_id, state, instant, day_from,
        sum(cny) over walk as cny, sum(fx_usd) over walk as fx_usd,
        sum(all_cny) over walk as all_cny,
        sum(all_usd) over walk as all_usd,
        lead(instant) over (partition by customer_id, state order by instant) as next_instant
    from instants
    window walk as (partition by customer_id, state order by instant rows unbounded preceding)

),

-- A day is over the bar if any of its moments is; days that touch are one run.
over_days as (

    select
        steps.*,
        rules.rule_version,
        {{ shanghai_date("steps.next_instant - interval '1 microsecond'") }} as day_to,
        max(coalesce({{ shanghai_date("steps.next_instant - interval '1 microsecond'") }}, date '9999-12-31')) over (
            partition by steps.customer_id, steps.state
            order by steps.instant
            rows between unbounded preceding and 1 preceding
        ) as reached
    from steps
    inner join rules on steps.day_from between rules.effective_from and rules.effective_to
    where {{ over_bar('steps', 'rules', reading('AMB11') ~ " = 'B'") }}

),

numbered as (

    select
        *,
        sum(case when reached is null or day_from > reached + 1 then 1 else 0 end) over (
            partition by customer_id, state order by instant rows unbounded preceding
        ) as run
    from over_days

),

placed as (

    select
        *,
        row_number() over (partition by customer_id, state, run order by instant) as nth,
        max(coalesce(day_to, date '9999-12-31')) over (partition by customer_id, state, run) as last_day
    from numbered

),

runs as (

    select
        customer_id, state, rule_version, day_from, instant, cny, fx_usd, all_cny, all_usd,
        nullif(last_day, date '9999-12-31') as day_to
    from placed
    where nth = 1

)

select * from runs
where state = 'fired'
    or not exists (
        select 1 from runs as settled
        where settled.customer_id = runs.customer_id
            and settled.state = 'fired'
            and settled.day_from <= coalesce(runs.day_to, date '9999-12-31')
            and coalesce(settled.day_to, date '9999-12-31') >= runs.day_from
    )
