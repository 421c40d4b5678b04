{%- set on_trigger_day -%}
    stretches.run_from + bars.window_days - 1
    between stretches.day_from and stretches.day_to
{%- endset -%}
with bars as (

    select max(window_days) as window_days
    from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-BAL10'

),

compared as (

    select
        *,
        max(day_to) over (
            partition by customer_id, state order by day_from, day_to
            rows between unbounded preceding and 1 preceding
        ) as reached
    from {{ ref('int_balance_over') }}

),

begun as (

    select
        *,
        max(case when reached >= day_from - 1 then null else day_from end) over (
            partition by customer_id, state order by day_from, day_to
            rows unbounded preceding
        ) as run_from
    from compared

),

stretches as (

    select customer_id, state, run_from, day_from, day_to, cny, fx_usd, cast(null as timestamptz) as known_at
    from begun
    union all
    select customer_id, 'fired', run_from, day_from, day_to, cny, 0, known_at
    from {{ ref('int_balance_yuan_over') }}

),

-- The amounts are those of the day on which the rule fires.
runs as (

    select
        stretches.customer_id,
        stretches.state,
        stretches.run_from as day_from,
        max(stretches.day_to) as last_day,
        min(bars.window_days) as window_days,
        stretches.run_from + min(bars.window_days) - 1 as trigger_date,
        max(case when {{ on_trigger_day }} then stretches.cny end) as cny,
        max(case when {{ on_trigger_day }} then stretches.fx_usd end) as fx_usd,
        max(case when stretches.day_from <= stretches.run_from + bars.window_days - 1 then stretches.known_at end)
            as known_at
    from stretches
    cross join bars
    group by stretches.customer_id, stretches.state, stretches.run_from

),

long_runs as (

    select
        customer_id, state, day_from,
        case when last_day < {{ as_of_date() }} then last_day end as day_to,
        window_days, trigger_date, cny, fx_usd, known_at
    from runs
    where least(last_day, {{ as_of_date() }}) - day_from + 1 >= window_days

)

-- Where the known balances fire by themselves, the unknown ones leave nothing open.
select *
from long_runs
where state = 'fired'
    or not exists (
        select 1 from long_runs as fired
        where fired.customer_id = long_runs.customer_id
            and fired.state = 'fired'
            and fired.day_from between long_runs.day_from and coalesce(long_runs.day_to, date '9999-12-31')
    )
