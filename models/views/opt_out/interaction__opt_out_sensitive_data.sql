-- Rendered by `make views` from models/logical/ldm_interaction.yml and seeds/policy/: change those.
-- Only people who may be used for use of sensitive data: a row is absent as soon as one person that it belongs to
-- refused or is not known.
-- Not needed for it: owner, kind, channel, outcome, satisfaction, note, loaded_at, dq_flags.

with

interaction as (
    select * from {{ ref('ldm_interaction') }}
),

allowed_person as (
    select customer_id
    from {{ ref('ldm_customer') }}
    where not opt_out_sensitive_data
)

select
    interaction.interaction_id,
    interaction.customer_id,
    interaction.occurred_at,
    interaction.due_on,
    interaction.closed_at
from interaction
inner join allowed_person on interaction.customer_id = allowed_person.customer_id
