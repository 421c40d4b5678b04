-- Per raw table and reason: how many rows were dropped, and how many were kept with a flag.
select
    table_name,
    column_name,
    reason,
    effect,
    count(*) as rows_rejected
from {{ ref('rejected_rows') }}
group by table_name, column_name, reason, effect
order by table_name, column_name, reason, effect
