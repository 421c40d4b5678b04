with

customer_owners as (

    select * from {{ ref('stg_customer_owners') }}
    where is_current

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    coalesce(identity.person_id, customer_owners.customer_id) as customer_id,
    customer_owners.owner,
    customer_owners.valid_from,
    customer_owners.valid_to,
    customer_owners.loaded_at,
    customer_owners.dq_flags
from customer_owners
left join identity on customer_owners.customer_id = identity.customer_id
