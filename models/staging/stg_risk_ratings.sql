-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_risk_ratings__typed'), [
    'rating_id', 'customer_id', 'rating', 'rated_on', 'dq_flags',
]) }}

select
    rating_id,
    customer_id,
    rating,
    rated_on,
    loaded_at,
    {{ conflict_flag('risk_ratings') }} as dq_flags,
    is_current,
    is_repeated
from versions
