-- Rendered by `make views` from models/logical/ldm_identity_document.yml and seeds/policy/: change those.
-- For Delta Research (invented): zero rows without an agreement in force; the terms name nothing in clear.
-- Left out: document_id, document_type, document_number, valid_to, copy_on_file, verified_on, verified_by, loaded_at,
-- dq_flags.

with

customer_pseudonym as (
    select
        subject_id,
        pseudonym
    from {{ ref('vlt_current_pseudonym') }}
    where subject_type = 'customer' and scope = 'recipient:delta_research'
),

identity_document as (
    select * from {{ ref('ldm_identity_document') }}
),

agreement_in_force as (
    {{ agreement_in_force('delta_research') }}
),

agreed as (
    select recipient_id
    from agreement_in_force
    group by recipient_id
),

allowed_person as (
    select customer_id
    from {{ ref('ldm_recipient_choice') }}
    where recipient_id = 'delta_research' and allowed
)

select
    customer_key.pseudonym as customer_key,
    {{ generalise_year('identity_document.valid_from', 'date') }} as valid_from
from identity_document
inner join agreed on agreed.recipient_id = 'delta_research'
inner join allowed_person on identity_document.customer_id = allowed_person.customer_id
left join customer_pseudonym as customer_key on identity_document.customer_id = customer_key.subject_id
