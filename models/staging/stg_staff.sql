-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_staff__typed'), [
    'staff_id', 'login_role', 'unit', 'joined_on', 'left_on', 'confidentiality_signed_on',
    'dq_flags',
]) }}

select
    staff_id,
    login_role,
    unit,
    joined_on,
    left_on,
    confidentiality_signed_on,
    loaded_at,
    {{ conflict_flag('staff') }} as dq_flags,
    is_current,
    is_repeated
from versions
