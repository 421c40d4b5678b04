with

kyc_evidence as (

    select * from {{ ref('stg_kyc_evidence') }}
    where is_current

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    kyc_evidence.evidence_id,
    coalesce(identity.person_id, kyc_evidence.customer_id) as customer_id,
    kyc_evidence.obligation_type,
    kyc_evidence.evidence_type,
    kyc_evidence.document_id,
    kyc_evidence.performed_on,
    kyc_evidence.performed_by,
    kyc_evidence.outcome,
    kyc_evidence.loaded_at,
    kyc_evidence.dq_flags
from kyc_evidence
left join identity on kyc_evidence.customer_id = identity.customer_id
