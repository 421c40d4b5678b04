with flow as (

    select * from {{ ref('int_flow') }}

),

bars as (

    select max(window_days) as window_days
    from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-CUM30'

)

-- Read once more from all payments, so that every later step reads these few.
select
    flow.transaction_id,
    flow.customer_id,
    flow.business_date,
    flow.counts,
    flow.cny,
    flow.fx_usd,
    flow.all_cny,
    flow.known_at,
    flow.linked_at,
    flow.source_customer_id,
    busy.has_pending,
    busy.needs_usd
from flow
cross join bars
inner join {{ ref('int_flow_busy') }} as busy
    on flow.customer_id = busy.customer_id
    and {{ stretch_start('flow.business_date', 'bars.window_days') }} = busy.stretch_from
