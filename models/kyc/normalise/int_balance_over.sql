{{ config(materialized='view' if target.type == 'duckdb' else 'table') }}

with bars as (

    select
        rule_version as bar_id,
        operator, amount_cny, amount_usd, effective_from, effective_to
    from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-BAL10'

),

{{ balance_over() }},

unknown as (

    select customer_no, over_from, over_to, cny, fx_usd
    from clipped
    where unknown > 0 and {{ reading('AMB13') }} = 'A'
    union all
    select
        clipped.customer_no,
        greatest(clipped.over_from, gaps.gap_from) as over_from,
        least(clipped.over_to, gaps.gap_to) as over_to,
        clipped.cny, clipped.fx_usd
    from clipped
    inner join {{ ref('int_fx_gap') }} as gaps
        on clipped.over_from <= gaps.gap_to and clipped.over_to >= gaps.gap_from
    where not clipped.needs_rates and clipped.fx_usd <> 0 and {{ reading('AMB13') }} = 'A'

)

select customer_no, 'fired' as state, over_from as day_from, over_to as day_to, cny, fx_usd
from passed
union all
select customer_no, 'undetermined' as state, over_from, over_to, cny, fx_usd
from unknown
union all
select passed.customer_no, 'undetermined' as state, passed.over_from, passed.over_to, passed.cny, passed.fx_usd
from passed
inner join (select distinct customer_no from unknown) as doubtful on passed.customer_no = doubtful.customer_no
