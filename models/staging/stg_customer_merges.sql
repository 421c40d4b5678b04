-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_customer_merges__typed'), [
    'survivor_customer_id', 'merged_customer_id', 'merged_on', 'unmerged_on', 'dq_flags',
]) }}

select
    survivor_customer_id,
    merged_customer_id,
    merged_on,
    unmerged_on,
    loaded_at,
    {{ conflict_flag('customer_merges') }} as dq_flags,
    is_current,
    is_repeated
from versions
