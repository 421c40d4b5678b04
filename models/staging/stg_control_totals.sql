-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_control_totals__typed'), [
    'table_name', 'business_date', 'row_count', 'amount', 'dq_flags',
]) }}

select
    table_name,
    business_date,
    row_count,
    amount,
    loaded_at,
    {{ conflict_flag('control_totals') }} as dq_flags,
    is_current,
    is_repeated
from versions
