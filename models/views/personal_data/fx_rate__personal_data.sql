-- Rendered by `make views` from models/logical/ldm_fx_rate.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    fx_rate.rate_date,
    fx_rate.currency,
    fx_rate.cny_per_unit,
    fx_rate.published_at,
    fx_rate.loaded_at,
    fx_rate.dq_flags
from {{ ref('ldm_fx_rate') }} as fx_rate
