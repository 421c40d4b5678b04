with rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-CUM30'

),

members as (

    select * from {{ ref('int_flow_member') }}

),

-- The whole customer sees a payment once its account is linked; what one record of a merged customer moved by itself
-- counts from the day it was loaded.
lanes as (

    select
        members.*,
        '' as lane,
        case when linked_at > known_at then linked_at else known_at end as seen_at
    from members
    union all
    select
        members.*,
        source_customer_id as lane,
        known_at as seen_at
    from members
    where linked_at is not null

),

totals as (

    select
        customer_id,
        state,
        day_from,
        rule_version,
        seen_at,
        coalesce(sum(cny) over so_far, 0) as cny,
        coalesce(sum(fx_usd) over so_far, 0) as fx_usd,
        coalesce(sum(all_cny) over so_far, 0) as all_cny,
        coalesce(sum(all_usd) over so_far, 0) as all_usd
    from lanes
    window so_far as (
        partition by customer_id, state, day_from, lane
        order by seen_at
        range between unbounded preceding and current row
    )

)

select
    totals.customer_id,
    totals.state,
    totals.day_from,
    min(totals.seen_at) as detected_at,
    max(totals.all_usd) as all_usd
from totals
inner join rules on totals.rule_version = rules.rule_version
where {{ over_bar('totals', 'rules', reading('AMB11') ~ " = 'B'") }}
group by totals.customer_id, totals.state, totals.day_from
