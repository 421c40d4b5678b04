with

interactions as (

    select * from {{ ref('stg_interactions') }}
    where is_current

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    interactions.interaction_id,
    coalesce(identity.person_id, interactions.customer_id) as customer_id,
    interactions.owner,
    interactions.kind,
    interactions.channel,
    interactions.outcome,
    interactions.satisfaction,
    interactions.occurred_at,
    interactions.due_on,
    interactions.closed_at,
    interactions.note,
    interactions.loaded_at,
    interactions.dq_flags
from interactions
left join identity on interactions.customer_id = identity.customer_id
