with

fx_rates as (

    select * from {{ ref('stg_fx_rates') }}
    where is_current

)

select
    rate_date,
    currency,
    cny_per_unit,
    published_at,
    loaded_at,
    dq_flags
from fx_rates
