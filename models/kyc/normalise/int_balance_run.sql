with rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-BAL10'

),

-- On one day every amount has the same dollar rate.
steps as (

    select
        steps.*,
        case
            when steps.cny > 0 and steps.fx_usd > 0
                then steps.fx_usd + {{ usd_value('steps.cny', '1.0', 'dollar.cny_per_usd') }}
            else steps.fx_usd
        end as all_usd
    from {{ ref('int_balance_step') }} as steps
    left join {{ ref('int_fx_daily') }} as dollar
        on case when steps.fx_usd > 0 then steps.day_from end = dollar.rate_day and dollar.currency = 'USD'

),

judged as (

    select
        steps.*,
        coalesce({{ over_bar('steps', 'rules', reading('AMB11') ~ " = 'B'") }}, false) as is_over
    from steps
    left join rules on steps.day_from between rules.effective_from and rules.effective_to

),

walks as (

    select
        'fired' as state,
        judged.*,
        judged.is_over as holds
    from judged
    union all
    select
        'undetermined' as state,
        judged.*,
        judged.is_over or judged.unknown > 0 as holds
    from judged
    where {{ reading('AMB13') }} = 'A'
        and judged.customer_id in (
            select unknowns.customer_id from {{ ref('int_balance_step') }} as unknowns
            where unknowns.unknown > 0
        )

),

compared as (

    select
        *,
        lag(holds, 1, false) over (partition by customer_id, state order by day_from) as held
    from walks

),

runs as (

    select
        *,
        lead(day_from) over (partition by customer_id, state order by day_from) - 1 as day_to
    from compared
    where holds <> held

),

long_runs as (

    select
        runs.customer_id, runs.state, runs.day_from, runs.day_to, bars.window_days,
        runs.day_from + bars.window_days - 1 as trigger_date
    from runs
    cross join (select max(window_days) as window_days from rules) as bars
    where runs.holds
        and coalesce(runs.day_to, {{ as_of_date() }}) - runs.day_from + 1 >= bars.window_days

)

select *
from long_runs
where state = 'fired'
    or not exists (
        select 1 from long_runs as fired
        where fired.customer_id = long_runs.customer_id
            and fired.state = 'fired'
            and fired.day_from between long_runs.day_from and coalesce(long_runs.day_to, date '9999-12-31')
    )
