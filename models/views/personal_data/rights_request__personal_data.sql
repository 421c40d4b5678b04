-- Rendered by `make views` from models/logical/ldm_rights_request.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    rights_request.request_id,
    rights_request.customer_id,
    rights_request.request_type,
    rights_request.received_at,
    rights_request.closed_at,
    rights_request.outcome,
    rights_request.refusal_reason,
    rights_request.loaded_at,
    rights_request.dq_flags
from {{ ref('ldm_rights_request') }} as rights_request
