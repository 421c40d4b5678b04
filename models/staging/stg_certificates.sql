-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_certificates__typed'), [
    'certificate_id', 'account_id', 'customer_id', 'event', exact_time('occurred_at'), 'valid_to',
    'dq_flags',
]) }}

select
    certificate_id,
    account_id,
    customer_id,
    event,
    occurred_at,
    valid_to,
    loaded_at,
    {{ conflict_flag('certificates') }} as dq_flags,
    is_current,
    is_repeated
from versions
