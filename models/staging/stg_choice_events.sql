-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_choice_events__typed'), [
    'event_id', 'customer_id', 'purpose', 'choice', 'channel', 'recipient_id', 'data_category',
    'notice_version', 'captured_by', exact_time('occurred_at'), exact_time('recorded_at'),
    'dq_flags',
]) }}

select
    event_id,
    customer_id,
    purpose,
    choice,
    channel,
    recipient_id,
    data_category,
    notice_version,
    captured_by,
    occurred_at,
    recorded_at,
    loaded_at,
    {{ conflict_flag('choice_events') }} as dq_flags,
    is_current,
    is_repeated
from versions
