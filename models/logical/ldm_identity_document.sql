with

identity_documents as (

    select * from {{ ref('stg_identity_documents') }}
    where is_current

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    identity_documents.document_id,
    coalesce(identity.person_id, identity_documents.customer_id) as customer_id,
    identity_documents.document_type,
    identity_documents.document_number,
    identity_documents.valid_from,
    identity_documents.valid_to,
    identity_documents.copy_on_file,
    identity_documents.verified_on,
    identity_documents.verified_by,
    identity_documents.loaded_at,
    identity_documents.dq_flags
from identity_documents
left join identity on identity_documents.customer_id = identity.customer_id
