-- Rendered by `make views` from models/logical/ldm_change_request.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    change_request.request_id,
    change_request.customer_id,
    change_request.requested_by,
    change_request.field,
    change_request.old_value,
    change_request.new_value,
    change_request.reason,
    change_request.evidence_id,
    change_request.status,
    change_request.reviewed_by,
    change_request.requested_at,
    change_request.reviewed_at,
    change_request.loaded_at,
    change_request.dq_flags
from {{ ref('ldm_change_request') }} as change_request
