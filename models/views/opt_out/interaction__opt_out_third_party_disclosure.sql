-- Rendered by `make views` from models/logical/ldm_interaction.yml and seeds/policy/: change those.
-- Only people who may be used for third-party disclosure: a row is absent as soon as one person that it belongs to
-- refused or is not known.
-- Not needed for it: owner, kind, channel, outcome, satisfaction, occurred_at, due_on, closed_at, note, loaded_at,
-- dq_flags.

with

interaction as (
    select * from {{ ref('ldm_interaction') }}
),

allowed_person as (
    select customer_id
    from {{ ref('ldm_customer') }}
    where not opt_out_third_party_disclosure
)

select
    interaction.interaction_id,
    interaction.customer_id
from interaction
inner join allowed_person on interaction.customer_id = allowed_person.customer_id
