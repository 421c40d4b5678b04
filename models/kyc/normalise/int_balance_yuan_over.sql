{{ config(materialized='view' if target.type == 'duckdb' else 'table') }}

with bars as (

    select
        min(operator) as operator,
        min(amount_cny) as amount_cny,
        min(effective_from) as effective_from,
        max(effective_to) as effective_to
    from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-BAL10'

),

-- Days over the bar begin a run where the day before was not.
passed as (

    select
        steps.customer_id,
        greatest(steps.day_from, bars.effective_from) as day_from,
        least(steps.day_to, bars.effective_to) as day_to,
        steps.cny,
        steps.known_at,
        steps.day_from > bars.effective_from
        and {{ compare('steps.cny_before', 'bars.operator', 'bars.amount_cny') }} as goes_on
    from {{ ref('int_balance_yuan') }} as steps
    cross join bars
    where {{ compare('steps.cny', 'bars.operator', 'bars.amount_cny') }}
        and steps.day_from <= bars.effective_to
        and steps.day_to >= bars.effective_from

)

select
    customer_id,
    max(case when not goes_on then day_from end) over (
        partition by customer_id order by day_from
        rows unbounded preceding
    ) as run_from,
    day_from,
    day_to,
    cny,
    known_at
from passed
