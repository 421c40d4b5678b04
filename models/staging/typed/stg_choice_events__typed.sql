-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('choice_events', [
        'event_id', 'customer_id', 'purpose', 'choice', 'channel', 'recipient_id', 'data_category',
        'notice_version', 'captured_by', 'occurred_at', 'recorded_at', 'loaded_at',
    ]) }}
),

typed as (
    select
        {{ read_text('event_id') }} as event_id,
        {{ read_text('customer_id') }} as customer_id,
        {{ read_text('purpose') }} as purpose,
        {{ read_text('choice') }} as choice,
        {{ read_text('channel') }} as channel,
        {{ read_text('recipient_id') }} as recipient_id,
        {{ read_text('data_category') }} as data_category,
        {{ read_text('notice_version') }} as notice_version,
        {{ read_text('captured_by') }} as captured_by,
        {{ read_timestamp('occurred_at') }} as occurred_at,
        {{ read_timestamp('recorded_at') }} as recorded_at,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        occurred_at is not null as has_occurred_at,
        recorded_at is not null as has_recorded_at
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'event_id:key_missing': "typed.event_id is null",
            'occurred_at:unreadable': "typed.has_occurred_at and typed.occurred_at is null",
            'recorded_at:unreadable': "typed.has_recorded_at and typed.recorded_at is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.event_id is null as is_dropped
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
    {{ joined_key(['event_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date_live()) }}
