-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_fx_rates__typed')) }}

select
    rate_date,
    currency,
    cny_per_unit,
    published_at,
    loaded_at,
    {{ conflict_flag('fx_rates') }} as dq_flags,
    is_current
from versions
