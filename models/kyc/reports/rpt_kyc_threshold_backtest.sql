with scenarios as (

    select * from {{ ref('int_kyc_scenario') }}

),

triggers as (

    select
        scenario,
        rule_id,
        count(*) as triggers,
        count(distinct customer_id) as customers
    from {{ ref('int_kyc_scenario_trigger') }}
    group by scenario, rule_id

),

in_force as (

    select
        rule_id,
        count(*) as triggers
    from {{ ref('fct_kyc_trigger') }}
    where state = 'fired'
    group by rule_id

),

people as (

    select count(*) as customers
    from {{ ref('int_customer_kind') }}
    where is_individual

)

select
    scenarios.rule_id,
    scenarios.scenario,
    scenarios.name_zh,
    scenarios.name_en,
    scenarios.operator,
    scenarios.amount_cny,
    scenarios.amount_usd,
    scenarios.window_days,
    coalesce(triggers.triggers, 0) as triggers,
    coalesce(triggers.customers, 0) as customers,
    -- 预警率: customers for whom the rule would fire, of all individuals.
    cast(
        case when people.customers > 0 then round(100.0 * coalesce(triggers.customers, 0) / people.customers, 4) end
        as decimal(9, 4)
    ) as alert_rate_pct,
    coalesce(in_force.triggers, 0) as triggers_in_force,
    coalesce(triggers.triggers, 0) - coalesce(in_force.triggers, 0) as difference
from scenarios
cross join people
left join triggers on scenarios.scenario = triggers.scenario and scenarios.rule_id = triggers.rule_id
left join in_force on scenarios.rule_id = in_force.rule_id
