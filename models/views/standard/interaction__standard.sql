-- Rendered by `make views` from models/logical/ldm_interaction.yml and seeds/policy/: change those.
-- Identity masked, personal and sensitive data withheld, joined by internal pseudonyms.

with

customer_pseudonym as (
    select
        subject_id,
        pseudonym
    from {{ ref('vlt_current_pseudonym') }}
    where subject_type = 'customer' and scope = 'internal'
),

interaction as (
    select * from {{ ref('ldm_interaction') }}
)

select
    interaction.interaction_id,
    customer_key.pseudonym as customer_key,
    {{ suppress('text') }} as owner,
    {{ suppress('text') }} as kind,
    {{ suppress('text') }} as channel,
    {{ suppress('text') }} as outcome,
    {{ suppress('bigint') }} as satisfaction,
    {{ suppress('timestamptz') }} as occurred_at,
    {{ suppress('date') }} as due_on,
    {{ suppress('timestamptz') }} as closed_at,
    {{ suppress('text') }} as note,
    interaction.loaded_at,
    interaction.dq_flags
from interaction
left join customer_pseudonym as customer_key on interaction.customer_id = customer_key.subject_id
