with

legal_holds as (

    select * from {{ ref('stg_legal_holds') }}
    where is_current

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    legal_holds.hold_id,
    coalesce(identity.person_id, legal_holds.customer_id) as customer_id,
    legal_holds.held_from,
    legal_holds.held_to,
    legal_holds.loaded_at,
    legal_holds.dq_flags
from legal_holds
left join identity on legal_holds.customer_id = identity.customer_id
