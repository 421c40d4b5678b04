-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_fx_rates__typed'), [
    'rate_date', 'currency', 'cny_per_unit', exact_time('published_at'), 'dq_flags',
]) }}

select
    rate_date,
    currency,
    cny_per_unit,
    published_at,
    loaded_at,
    {{ conflict_flag('fx_rates') }} as dq_flags,
    is_current,
    is_repeated
from versions
