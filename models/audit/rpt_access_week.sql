with

events as (
    select
        *,
        split_part(object, '.', 1) as place
    from {{ ref('ldm_access_event') }}
)

select
    cast(date_trunc('week', event_time at time zone 'Asia/Shanghai') as date) as week,
    coalesce(role, 'unknown') as role,
    case when place like 'opt!_out!_%' escape '!' then 'opt_out' else place end as family,
    count(*) as reads,
    cast(sum(row_count) as bigint) as rows_read,
    count(case when outcome in ('denied', 'failed') then 1 end) as denied,
    -- From eight in the evening to seven in the morning, and on Saturday and Sunday.
    count(
        case
            when
                extract(hour from event_time at time zone 'Asia/Shanghai') not between 7 and 19
                or extract(isodow from event_time at time zone 'Asia/Shanghai') > 5
                then 1
        end
    ) as off_hours
from events
group by
    cast(date_trunc('week', event_time at time zone 'Asia/Shanghai') as date),
    coalesce(role, 'unknown'),
    case when place like 'opt!_out!_%' escape '!' then 'opt_out' else place end
order by week, role, family
