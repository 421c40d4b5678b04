-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_instructions__typed'), [
    'instruction_id', 'account_id', 'transaction_id', 'delivery_class', exact_time('received_at'),
    exact_time('executed_at'), 'outcome', 'reason_code', 'dq_flags',
]) }}

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
    {{ conflict_flag('instructions') }} as dq_flags,
    is_current,
    is_repeated
from versions
