with

certificates as (

    select * from {{ ref('stg_certificates') }}
    where is_current

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    certificates.certificate_id,
    certificates.account_id,
    coalesce(identity.person_id, certificates.customer_id) as customer_id,
    certificates.event,
    certificates.occurred_at,
    certificates.valid_to,
    certificates.loaded_at,
    certificates.dq_flags
from certificates
left join identity on certificates.customer_id = identity.customer_id
