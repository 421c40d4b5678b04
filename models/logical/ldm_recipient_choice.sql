-- The answers of the build, frozen: publish compares them with the live view and takes out whoever refused since.
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
from {{ ref('ldm_recipient_decision') }}
