-- Rendered by `make views` from models/logical/ldm_interaction.yml and seeds/policy/: change those.
-- For Harbour Insurance (invented): zero rows without an agreement in force; the terms name nothing in clear.
-- Left out: interaction_id, owner, satisfaction, note, loaded_at, dq_flags.

with

customer_pseudonym as (
    select
        subject_id,
        pseudonym
    from {{ ref('vlt_current_pseudonym') }}
    where subject_type = 'customer' and scope = 'recipient:harbour_insurance'
),

interaction as (
    select * from {{ ref('ldm_interaction') }}
),

agreement_in_force as (
    {{ agreement_in_force('harbour_insurance') }}
),

agreed as (
    select recipient_id
    from agreement_in_force
    group by recipient_id
),

allowed_person as (
    select customer_id
    from {{ ref('ldm_recipient_choice') }}
    where recipient_id = 'harbour_insurance' and allowed
)

select
    customer_key.pseudonym as customer_key,
    {{ generalise_leaf('interaction.kind') }} as kind,
    {{ generalise_leaf('interaction.channel') }} as channel,
    {{ generalise_leaf('interaction.outcome') }} as outcome,
    {{ generalise_month('interaction.occurred_at', 'timestamptz') }} as occurred_at,
    {{ generalise_month('interaction.due_on', 'date') }} as due_on,
    {{ generalise_month('interaction.closed_at', 'timestamptz') }} as closed_at
from interaction
inner join agreed on agreed.recipient_id = 'harbour_insurance'
inner join allowed_person on interaction.customer_id = allowed_person.customer_id
left join customer_pseudonym as customer_key on interaction.customer_id = customer_key.subject_id
