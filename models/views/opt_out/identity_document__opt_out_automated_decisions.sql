-- Rendered by `make views` from models/logical/ldm_identity_document.yml and seeds/policy/: change those.
-- Only people who may be used for automated decisions: a row is absent as soon as one person that it belongs to
-- refused or is not known.
-- Not needed for it: document_type, document_number, valid_from, valid_to, copy_on_file, verified_on, verified_by,
-- loaded_at, dq_flags.

with

identity_document as (
    select * from {{ ref('ldm_identity_document') }}
),

allowed_person as (
    select customer_id
    from {{ ref('ldm_customer') }}
    where not opt_out_automated_decisions
)

select
    identity_document.document_id,
    identity_document.customer_id
from identity_document
inner join allowed_person on identity_document.customer_id = allowed_person.customer_id
