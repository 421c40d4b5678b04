-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_merchants__typed'), [
    'merchant_id', 'customer_id', 'signed_on', 'ended_on', 'industry', 'country', 'last_visited_on',
    'dq_flags',
]) }}

select
    merchant_id,
    customer_id,
    signed_on,
    ended_on,
    industry,
    country,
    last_visited_on,
    loaded_at,
    {{ conflict_flag('merchants') }} as dq_flags,
    is_current,
    is_repeated
from versions
