-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_risk_ratings__typed')) }}

select
    rating_id,
    customer_id,
    rating,
    rated_on,
    loaded_at,
    {{ conflict_flag('risk_ratings') }} as dq_flags,
    is_current
from versions
