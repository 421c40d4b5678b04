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

compared as (

    select
        steps.customer_no,
        steps.day_from,
        {{ compare('steps.cny', 'bars.operator', 'bars.amount_cny') }} as is_over
    from {{ ref('int_balance_yuan') }} as steps
    cross join bars

),

watched as (

    select
        *,
        lag(is_over, 1, false) over (partition by customer_no order by day_from) as was_over
    from compared

),

-- Only the days on which the bar is crossed are walked once more.
crossings as (

    select
        customer_no,
        day_from,
        coalesce(lead(day_from) over (partition by customer_no order by day_from) - 1, date '9999-12-31') as day_to,
        is_over
    from watched
    where is_over <> was_over

)

select
    crossings.customer_no,
    greatest(crossings.day_from, bars.effective_from) as day_from,
    least(crossings.day_to, bars.effective_to) as day_to
from crossings
cross join bars
where crossings.is_over
    and crossings.day_from <= bars.effective_to
    and crossings.day_to >= bars.effective_from
