-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('change_requests', [
        'request_id', 'customer_id', 'requested_by', 'field', 'old_value', 'new_value', 'reason',
        'evidence_id', 'status', 'reviewed_by', 'requested_at', 'reviewed_at', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('request_id') }} as request_id,
        {{ read_text('customer_id') }} as customer_id,
        {{ read_text('requested_by') }} as requested_by,
        {{ read_text('field') }} as field,
        {{ read_text('old_value') }} as old_value,
        {{ read_text('new_value') }} as new_value,
        {{ read_text('reason') }} as reason,
        {{ read_text('evidence_id') }} as evidence_id,
        {{ read_text('status') }} as status,
        {{ read_text('reviewed_by') }} as reviewed_by,
        {{ read_timestamp('requested_at') }} as requested_at,
        {{ read_timestamp('reviewed_at') }} as reviewed_at,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        reviewed_at is not null as has_reviewed_at
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'request_id:key_missing': "typed.request_id is null",
            'requested_at:date_unreadable': "typed.requested_at is null",
            'reviewed_at:unreadable': "typed.has_reviewed_at and typed.reviewed_at is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.request_id is null or typed.requested_at is null or typed.loaded_at is null as is_dropped
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
    {{ joined_key(['request_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
    and {{ known_by('requested_at', 'timestamptz', as_of_date()) }}
