-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

typed as (
    select *
    from {{ ref('stg_privacy_notices__typed') }}
    where dq_effect <> 'dropped'
),

{{ versions('typed') }}

select
    notice_version,
    language,
    effective_from,
    purposes,
    body,
    loaded_at,
    {{ conflict_flag('privacy_notices') }} as dq_flags,
    is_current
from versions
