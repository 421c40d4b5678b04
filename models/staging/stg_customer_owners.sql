-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

typed as (
    select *
    from {{ ref('stg_customer_owners__typed') }}
    where dq_effect <> 'dropped'
),

{{ versions('typed') }}

select
    customer_id,
    owner,
    valid_from,
    valid_to,
    loaded_at,
    {{ conflict_flag('customer_owners') }} as dq_flags,
    is_current
from versions
