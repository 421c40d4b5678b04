-- Rendered by `make views` from models/logical/ldm_identity_document.yml and seeds/policy/: change those.
-- Without identifiers and keys, generalised; combinations of fewer than k persons are absent.
-- Left out: document_id, customer_id, document_type, document_number, valid_to, copy_on_file, verified_on,
-- verified_by, loaded_at, dq_flags.

with

identity_document as (
    select * from {{ ref('ldm_identity_document') }}
),

known_person as (
    select customer_id from {{ ref('ldm_customer') }}
),

generalised as (
    select
        identity_document.customer_id as person,
        {{ generalise_year('identity_document.valid_from', 'date') }} as valid_from
    from identity_document
    inner join known_person on identity_document.customer_id = known_person.customer_id
),

combined as (
    select
        *,
        {{ combination_key([
            'valid_from',
        ]) }} as combination
    from generalised
),

frequent as (
    select combination
    from combined
    group by combination
    having count(distinct person) >= {{ var('k_anonymity') }}
)

select combined.valid_from
from combined
inner join frequent on combined.combination = frequent.combination
-- The place of a row tells nothing about its person.
order by combined.combination
