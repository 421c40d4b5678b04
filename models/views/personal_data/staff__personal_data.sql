-- Rendered by `make views` from models/logical/ldm_staff.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    staff.staff_id,
    staff.login_role,
    staff.unit,
    staff.joined_on,
    staff.left_on,
    staff.confidentiality_signed_on,
    staff.loaded_at,
    staff.dq_flags
from {{ ref('ldm_staff') }} as staff
