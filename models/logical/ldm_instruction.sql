with

instructions as (

    select * from {{ ref('stg_instructions') }}
    where is_current

)

select
    instruction_id,
    account_id,
    transaction_id,
    delivery_class,
    received_at,
    executed_at,
    outcome,
    reason_code,
    loaded_at,
    dq_flags
from instructions
