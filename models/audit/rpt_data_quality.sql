select
    table_name,
    reason,
    effect,
    count(*) as rejected
from {{ ref('rejected_rows') }}
group by table_name, reason, effect
order by table_name, reason, effect
