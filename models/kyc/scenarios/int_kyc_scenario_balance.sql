{#- The balance runs under every scenario whose bar is not below the rule's: lower balances were never walked. -#}
with scenarios as (

    select * from {{ ref('int_kyc_scenario') }}
    where rule_id = 'PI-BAL10'

),

bars as (

    select
        scenario as bar_id,
        operator, amount_cny, amount_usd,
        date '1900-01-01' as effective_from,
        date '9999-12-31' as effective_to
    from scenarios

),

{{ balance_over() }},

over_bar as (

    select bar_id, customer_no, over_from, over_to
    from passed
    union all
    select bars.bar_id, steps.customer_no, steps.day_from, steps.day_to
    from {{ ref('int_balance_yuan') }} as steps
    inner join bars on {{ compare('steps.cny', 'bars.operator', 'bars.amount_cny') }}

),

compared as (

    select
        *,
        max(over_to) over (
            partition by bar_id, customer_no order by over_from, over_to
            rows between unbounded preceding and 1 preceding
        ) as reached
    from over_bar

),

begun as (

    select
        *,
        max(case when reached >= over_from - 1 then null else over_from end) over (
            partition by bar_id, customer_no order by over_from, over_to
            rows unbounded preceding
        ) as run_from
    from compared

)

select
    scenarios.scenario,
    candidates.customer_id,
    begun.run_from + scenarios.window_days - 1 as trigger_date
from begun
inner join scenarios on begun.bar_id = scenarios.scenario
inner join {{ ref('int_balance_candidate') }} as candidates on begun.customer_no = candidates.customer_no
group by scenarios.scenario, candidates.customer_id, begun.run_from, scenarios.window_days
having least(max(begun.over_to), {{ as_of_date() }}) - begun.run_from + 1 >= scenarios.window_days
