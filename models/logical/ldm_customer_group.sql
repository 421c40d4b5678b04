with

customer_groups as (

    select * from {{ ref('stg_customer_groups') }}
    where is_current

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    customer_groups.group_id,
    coalesce(identity.person_id, customer_groups.customer_id) as customer_id,
    customer_groups.valid_from,
    customer_groups.valid_to,
    customer_groups.loaded_at,
    customer_groups.dq_flags
from customer_groups
left join identity on customer_groups.customer_id = identity.customer_id
