with

rights_requests as (

    select * from {{ ref('stg_rights_requests') }}
    where is_current

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    rights_requests.request_id,
    coalesce(identity.person_id, rights_requests.customer_id) as customer_id,
    rights_requests.request_type,
    rights_requests.received_at,
    rights_requests.closed_at,
    rights_requests.outcome,
    rights_requests.refusal_reason,
    rights_requests.loaded_at,
    rights_requests.dq_flags
from rights_requests
left join identity on rights_requests.customer_id = identity.customer_id
