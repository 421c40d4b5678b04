-- Rendered by `make views` from models/logical/ldm_identity_document.yml and seeds/policy/: change those.
-- Labels that at least k persons share, all columns taken together; others are absent.
-- Left out: document_id, customer_id, document_number, valid_to, copy_on_file, verified_on, verified_by, loaded_at,
-- dq_flags.

with

standing as (
    {{ standing_labels(ref('lbl_identity_document'), ref('lbl_identity_document_withdrawal')) }}
)

select
    standing.label[1] as gender,
    standing.label[2] as birth_date,
    standing.label[3] as document_type,
    standing.label[4] as valid_from
from standing
-- The place of a row tells nothing about its person.
order by label, released_on
