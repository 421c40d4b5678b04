-- Rendered by `make views` from models/logical/ldm_interaction.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    interaction.interaction_id,
    interaction.customer_id,
    interaction.owner,
    interaction.kind,
    interaction.channel,
    interaction.outcome,
    interaction.satisfaction,
    interaction.occurred_at,
    interaction.due_on,
    interaction.closed_at,
    interaction.note,
    interaction.loaded_at,
    interaction.dq_flags
from {{ ref('ldm_interaction') }} as interaction
