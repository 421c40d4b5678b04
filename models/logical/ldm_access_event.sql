with

access_events as (

    select * from {{ ref('stg_access_events') }}
    where is_current

)

select
    event_time,
    actor,
    role,
    application,
    object,
    columns,
    action,
    purpose,
    row_count,
    statement_fingerprint,
    outcome,
    source,
    evidence_grade,
    loaded_at,
    dq_flags
from access_events
