with

prepaid_orders as (

    select * from {{ ref('stg_prepaid_orders') }}
    where is_current

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    prepaid_orders.order_id,
    prepaid_orders.order_type,
    prepaid_orders.card_kind,
    coalesce(buyer.person_id, prepaid_orders.buyer_customer_id) as buyer_customer_id,
    coalesce(agent.person_id, prepaid_orders.agent_customer_id) as agent_customer_id,
    prepaid_orders.agency_confirmed,
    prepaid_orders.amount,
    prepaid_orders.currency,
    prepaid_orders.occurred_at,
    prepaid_orders.loaded_at,
    prepaid_orders.dq_flags
from prepaid_orders
left join identity as buyer on prepaid_orders.buyer_customer_id = buyer.customer_id
left join identity as agent on prepaid_orders.agent_customer_id = agent.customer_id
