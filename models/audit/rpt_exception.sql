with

exceptions as (
    select * from {{ ref('exceptions') }}
)

select
    exception_id,
    control_id,
    reason_zh,
    reason_en,
    measure_zh,
    measure_en,
    owner_role,
    opened_on,
    expires_on,
    cast(expires_on - {{ as_of_date() }} as bigint) as days_left,
    -- Without a last day or an approver it is no exception but a gap.
    case when expires_on >= {{ as_of_date() }} and approved_by is not null then 'pass' else 'fail' end as state
from exceptions
order by exception_id
