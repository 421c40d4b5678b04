-- Rendered by `make views` from models/logical/ldm_control_total.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    control_total.table_name,
    control_total.business_date,
    control_total.row_count,
    control_total.amount,
    control_total.loaded_at,
    control_total.dq_flags
from {{ ref('ldm_control_total') }} as control_total
