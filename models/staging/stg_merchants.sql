-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_merchants__typed')) }}

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
    is_current
from versions
