{{ config(materialized='view') }}

select
    customer_id,
    recipient_id,
    allowed,
    level,
    state,
    why,
    decided_by_event,
    decided_by_provision,
    legal_order
from {{ recipients_as_of() }} as decisions
