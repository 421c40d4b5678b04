-- Rendered by `make views` from models/logical/ldm_interaction.yml and seeds/policy/: change those.
-- Labels that at least k persons share, all columns taken together; others are absent.
-- Left out: interaction_id, customer_id, owner, satisfaction, due_on, closed_at, note, loaded_at, dq_flags.

with

standing as (
    {{ standing_labels(ref('lbl_interaction'), ref('lbl_interaction_withdrawal')) }}
)

select
    standing.label[1] as gender,
    standing.label[2] as birth_date,
    standing.label[3] as province,
    standing.label[4] as kind,
    standing.label[5] as channel,
    standing.label[6] as outcome,
    standing.label[7] as occurred_at
from standing
-- The place of a row tells nothing about its person.
order by label, released_on
