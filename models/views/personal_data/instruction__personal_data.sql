-- Rendered by `make views` from models/logical/ldm_instruction.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    instruction.instruction_id,
    instruction.account_id,
    instruction.transaction_id,
    instruction.delivery_class,
    instruction.received_at,
    instruction.executed_at,
    instruction.outcome,
    instruction.reason_code,
    instruction.loaded_at,
    instruction.dq_flags
from {{ ref('ldm_instruction') }} as instruction
