-- Rendered by `make views` from models/logical/ldm_access_event.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    access_event.event_time,
    access_event.actor,
    access_event.role,
    access_event.application,
    access_event.object,
    access_event.columns,
    access_event.action,
    access_event.purpose,
    access_event.row_count,
    access_event.statement_fingerprint,
    access_event.outcome,
    access_event.source,
    access_event.evidence_grade,
    access_event.loaded_at,
    access_event.dq_flags
from {{ ref('ldm_access_event') }} as access_event
