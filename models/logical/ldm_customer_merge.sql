with

customer_merges as (

    select * from {{ ref('stg_customer_merges') }}
    where is_current

)

select
    survivor_customer_id,
    merged_customer_id,
    merged_on,
    unmerged_on,
    loaded_at,
    dq_flags
from customer_merges
