-- Rendered by `make views` from models/logical/ldm_identity_document.yml and seeds/policy/: change those.
-- Identity masked, personal and sensitive data withheld, joined by internal pseudonyms.

with

customer_pseudonym as (
    select
        subject_id,
        pseudonym
    from {{ ref('vlt_current_pseudonym') }}
    where subject_type = 'customer' and scope = 'internal'
),

identity_document as (
    select * from {{ ref('ldm_identity_document') }}
)

select
    identity_document.document_id,
    customer_key.pseudonym as customer_key,
    {{ suppress('text') }} as document_type,
    {{ mask_id_number('identity_document.document_number') }} as document_number,
    {{ suppress('date') }} as valid_from,
    {{ suppress('text') }} as valid_to,
    {{ suppress('boolean') }} as copy_on_file,
    {{ suppress('date') }} as verified_on,
    {{ suppress('text') }} as verified_by,
    identity_document.loaded_at,
    identity_document.dq_flags
from identity_document
left join customer_pseudonym as customer_key on identity_document.customer_id = customer_key.subject_id
