with singles as (

    select
        *,
        fx_usd as all_usd
    from {{ ref('int_flow') }}
    where counts

),

scenarios as (

    select * from {{ ref('int_kyc_scenario') }}
    where rule_id = 'PI-SINGLE'

)

select
    scenarios.scenario,
    'PI-SINGLE' as rule_id,
    singles.customer_id,
    singles.business_date as trigger_date,
    singles.transaction_id as source_id
from singles
inner join scenarios on {{ over_bar('singles', 'scenarios', 'false') }}
union all
select
    scenario,
    'PI-CUM30' as rule_id,
    customer_id,
    trigger_date,
    cast(null as varchar) as source_id
from {{ ref('int_kyc_scenario_flow') }}
union all
select
    scenario,
    'PI-BAL10' as rule_id,
    customer_id,
    trigger_date,
    cast(null as varchar) as source_id
from {{ ref('int_kyc_scenario_balance') }}
