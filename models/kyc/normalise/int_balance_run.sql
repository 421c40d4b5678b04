{%- set on_trigger_day -%}
    begun.run_from + bars.window_days - 1
    between begun.day_from and begun.day_to
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
            partition by customer_no, state order by day_from, day_to
            rows between unbounded preceding and 1 preceding
        ) as reached
    from {{ ref('int_balance_over') }}

),

begun as (

    select
        *,
        max(case when reached >= day_from - 1 then null else day_from end) over (
            partition by customer_no, state order by day_from, day_to
            rows unbounded preceding
        ) as run_from
    from compared

),

-- The amounts are those of the day on which the rule fires.
runs as (

    select
        begun.customer_no,
        begun.state,
        begun.run_from as day_from,
        max(begun.day_to) as last_day,
        min(bars.window_days) as window_days,
        begun.run_from + min(bars.window_days) - 1 as trigger_date,
        max(case when {{ on_trigger_day }} then begun.cny end) as cny,
        max(case when {{ on_trigger_day }} then begun.fx_usd end) as fx_usd
    from begun
    cross join bars
    group by begun.customer_no, begun.state, begun.run_from
    union all
    -- What is all yuan is added up again for those that fire, and for nobody else.
    select
        yuan.customer_no, 'fired' as state, yuan.day_from, yuan.day_to as last_day, bars.window_days,
        yuan.day_from + bars.window_days - 1 as trigger_date,
        cast(null as decimal(38, 2)) as cny,
        0 as fx_usd
    from {{ ref('int_balance_yuan_over') }} as yuan
    cross join bars

),

long_runs as (

    select
        customer_no, state, day_from,
        case when last_day < {{ as_of_date() }} then last_day end as day_to,
        window_days, trigger_date, cny, fx_usd
    from runs
    where least(last_day, {{ as_of_date() }}) - day_from + 1 >= window_days

)

-- Where the known balances fire by themselves, the unknown ones leave nothing open.
select customer_no, state, day_from, day_to, window_days, trigger_date, cny, fx_usd
from long_runs
where state = 'fired'
union all
select customer_no, state, day_from, day_to, window_days, trigger_date, cny, fx_usd
from long_runs
where state <> 'fired'
    and not exists (
        select 1 from long_runs as fired
        where fired.customer_no = long_runs.customer_no
            and fired.state = 'fired'
            and fired.day_from between long_runs.day_from and coalesce(long_runs.day_to, date '9999-12-31')
    )
