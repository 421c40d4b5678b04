with

privacy_notices as (

    select * from {{ ref('stg_privacy_notices') }}
    where is_current

)

select
    notice_version,
    language,
    effective_from,
    purposes,
    body,
    loaded_at,
    dq_flags
from privacy_notices
