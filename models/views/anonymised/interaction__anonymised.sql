-- Rendered by `make views` from models/logical/ldm_interaction.yml and seeds/policy/: change those.
-- Without identifiers and keys, generalised; combinations of fewer than k persons are absent.
-- Left out: interaction_id, customer_id, owner, satisfaction, note, loaded_at, dq_flags.

with

interaction as (
    select * from {{ ref('ldm_interaction') }}
),

known_person as (
    select customer_id from {{ ref('ldm_customer') }}
),

generalised as (
    select
        interaction.customer_id as person,
        {{ generalise_leaf('interaction.kind') }} as kind,
        {{ generalise_leaf('interaction.channel') }} as channel,
        {{ generalise_leaf('interaction.outcome') }} as outcome,
        {{ generalise_month('interaction.occurred_at', 'timestamptz') }} as occurred_at,
        {{ generalise_month('interaction.due_on', 'date') }} as due_on,
        {{ generalise_month('interaction.closed_at', 'timestamptz') }} as closed_at
    from interaction
    inner join known_person on interaction.customer_id = known_person.customer_id
),

combined as (
    select
        *,
        {{ combination_key([
            'kind',
            'channel',
            'outcome',
            'occurred_at',
            'due_on',
            'closed_at',
        ]) }} as combination
    from generalised
),

frequent as (
    select combination
    from combined
    group by combination
    having count(distinct person) >= {{ var('k_anonymity') }}
)

select
    combined.kind,
    combined.channel,
    combined.outcome,
    combined.occurred_at,
    combined.due_on,
    combined.closed_at
from combined
inner join frequent on combined.combination = frequent.combination
-- The place of a row tells nothing about its person.
order by combined.combination
