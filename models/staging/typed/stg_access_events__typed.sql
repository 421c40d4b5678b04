-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('access_events', [
        'event_time', 'actor', 'role', 'application', 'object', 'columns', 'action', 'purpose',
        'row_count', 'statement_fingerprint', 'outcome', 'source', 'evidence_grade', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_timestamp('event_time') }} as event_time,
        {{ read_text('actor') }} as actor,
        {{ read_text('role') }} as role,
        {{ read_text('application') }} as application,
        {{ read_text('object') }} as object,
        {{ read_text('columns') }} as columns,
        {{ read_text('action') }} as action,
        {{ read_text('purpose') }} as purpose,
        {{ read_bigint('row_count') }} as row_count,
        {{ read_text('statement_fingerprint') }} as statement_fingerprint,
        {{ read_text('outcome') }} as outcome,
        {{ read_text('source') }} as source,
        {{ read_text('evidence_grade') }} as evidence_grade,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        row_count is not null as has_row_count
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'event_time:date_unreadable': "typed.event_time is null",
            'actor:key_missing': "typed.actor is null",
            'object:key_missing': "typed.object is null",
            'row_count:unreadable': "typed.has_row_count and typed.row_count is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.event_time is null or typed.actor is null or typed.object is null or typed.loaded_at is null as is_dropped
    from typed
    {{ computed_once() }}
)

select
    *,
    case
        when is_dropped then 'dropped'
        when dq_flags <> '' then 'kept_flagged'
        else ''
    end as dq_effect,
    {{ joined_key([exact_time('event_time'), 'actor', 'object', 'statement_fingerprint']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('event_time', 'timestamptz', as_of_date()) }}
