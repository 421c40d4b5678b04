with

change_requests as (

    select * from {{ ref('stg_change_requests') }}
    where is_current

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    change_requests.request_id,
    coalesce(identity.person_id, change_requests.customer_id) as customer_id,
    change_requests.requested_by,
    change_requests.field,
    change_requests.old_value,
    change_requests.new_value,
    change_requests.reason,
    change_requests.evidence_id,
    change_requests.status,
    change_requests.reviewed_by,
    change_requests.requested_at,
    change_requests.reviewed_at,
    change_requests.loaded_at,
    change_requests.dq_flags
from change_requests
left join identity on change_requests.customer_id = identity.customer_id
