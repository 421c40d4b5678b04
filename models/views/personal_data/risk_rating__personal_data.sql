-- Rendered by `make views` from models/logical/ldm_risk_rating.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    risk_rating.rating_id,
    risk_rating.customer_id,
    risk_rating.rating,
    risk_rating.rated_on,
    risk_rating.loaded_at,
    risk_rating.dq_flags
from {{ ref('ldm_risk_rating') }} as risk_rating
