select
    table_name,
    count(*) as days,
    count(case when state = 'matches' then 1 end) as days_matching,
    count(case when state = 'differs' then 1 end) as days_differing,
    count(case when state = 'not_measured' then 1 end) as days_not_measured,
    case
        when count(case when state = 'differs' then 1 end) > 0 then 'fail'
        when count(case when state = 'matches' then 1 end) = 0 then 'not_measured'
        else 'pass'
    end as state
from {{ ref('aud_control_total') }}
group by table_name
order by table_name
