-- Rendered by `make views` from models/logical/ldm_prepaid_order.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    prepaid_order.order_id,
    prepaid_order.order_type,
    prepaid_order.card_kind,
    prepaid_order.buyer_customer_id,
    prepaid_order.agent_customer_id,
    prepaid_order.agency_confirmed,
    prepaid_order.amount,
    prepaid_order.currency,
    prepaid_order.occurred_at,
    prepaid_order.loaded_at,
    prepaid_order.dq_flags
from {{ ref('ldm_prepaid_order') }} as prepaid_order
