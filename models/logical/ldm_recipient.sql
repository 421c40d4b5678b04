with

recipients as (

    select * from {{ ref('stg_recipients') }}
    where is_current

)

select
    recipient_id,
    name,
    country,
    kind,
    loaded_at,
    dq_flags
from recipients
