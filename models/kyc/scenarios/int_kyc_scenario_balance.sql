{#- The balance runs under every scenario whose bar is not below the rule's: lower balances were never walked. -#}
with scenarios as (

    select * from {{ ref('int_kyc_scenario') }}
    where rule_id = 'PI-BAL10'

),

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
        scenarios.scenario,
        scenarios.window_days,
        steps.customer_id,
        steps.day_from,
        {{ over_bar('steps', 'scenarios', 'false') }} as is_over
    from steps
    cross join scenarios

),

compared as (

    select
        *,
        lag(is_over, 1, false) over (partition by scenario, customer_id order by day_from) as was_over
    from judged

),

runs as (

    select
        *,
        coalesce(
            lead(day_from) over (partition by scenario, customer_id order by day_from) - 1, {{ as_of_date() }}
        ) as day_to
    from compared
    where is_over <> was_over

)

select
    scenario,
    customer_id,
    day_from + window_days - 1 as trigger_date
from runs
where is_over and day_to - day_from + 1 >= window_days
