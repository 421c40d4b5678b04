-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_customer_preferences__typed'), [
    'customer_id', 'preference', 'value', 'notice_version', 'channel', exact_time('collected_at'),
    'dq_flags',
]) }}

select
    customer_id,
    preference,
    value,
    notice_version,
    channel,
    collected_at,
    loaded_at,
    {{ conflict_flag('customer_preferences') }} as dq_flags,
    is_current,
    is_repeated
from versions
