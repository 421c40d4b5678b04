-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_legal_holds__typed')) }}

select
    hold_id,
    customer_id,
    held_from,
    held_to,
    loaded_at,
    {{ conflict_flag('legal_holds') }} as dq_flags,
    is_current
from versions
