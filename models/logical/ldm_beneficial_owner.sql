with

beneficial_owners as (

    select * from {{ ref('stg_beneficial_owners') }}
    where is_current

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    coalesce(customer.person_id, beneficial_owners.customer_id) as customer_id,
    coalesce(owner.person_id, beneficial_owners.owner_customer_id) as owner_customer_id,
    beneficial_owners.owner_name,
    beneficial_owners.share,
    beneficial_owners.control_kind,
    beneficial_owners.valid_from,
    beneficial_owners.valid_to,
    beneficial_owners.loaded_at,
    beneficial_owners.dq_flags
from beneficial_owners
left join identity as customer on beneficial_owners.customer_id = customer.customer_id
left join identity as owner on beneficial_owners.owner_customer_id = owner.customer_id
