-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_prepaid_orders__typed'), [
    'order_id', 'order_type', 'card_kind', 'buyer_customer_id', 'agent_customer_id',
    'agency_confirmed', 'amount', 'currency', exact_time('occurred_at'), 'dq_flags',
]) }}

select
    order_id,
    order_type,
    card_kind,
    buyer_customer_id,
    agent_customer_id,
    agency_confirmed,
    amount,
    currency,
    occurred_at,
    loaded_at,
    {{ conflict_flag('prepaid_orders') }} as dq_flags,
    is_current,
    is_repeated
from versions
