-- One row per command that left a result.

select
    control,
    state,
    measured_at,
    invocation_id,
    figures
from evidence
order by control
