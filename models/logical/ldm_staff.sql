with

staff as (

    select * from {{ ref('stg_staff') }}
    where is_current

)

select
    staff_id,
    login_role,
    unit,
    joined_on,
    left_on,
    confidentiality_signed_on,
    loaded_at,
    dq_flags
from staff
