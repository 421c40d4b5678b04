with

control_totals as (

    select * from {{ ref('stg_control_totals') }}
    where is_current

)

select
    table_name,
    business_date,
    row_count,
    amount,
    loaded_at,
    dq_flags
from control_totals
