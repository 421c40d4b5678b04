-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_access_events__typed'), [
    exact_time('event_time'), 'actor', 'role', 'application', 'object', 'columns', 'action',
    'purpose', 'row_count', 'statement_fingerprint', 'outcome', 'source', 'evidence_grade',
    'dq_flags',
]) }}

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
    {{ conflict_flag('access_events') }} as dq_flags,
    is_current,
    is_repeated
from versions
