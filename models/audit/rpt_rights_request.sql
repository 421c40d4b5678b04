-- The clock of each law: 15 working days are read as 21 days (China), a month as 30 (EU), 45 days (California).

with

requests as (
    select * from {{ ref('ldm_rights_request') }}
),

customers as (
    select
        customer_id,
        jurisdiction
    from {{ ref('ldm_customer') }}
),

clocked as (
    select
        requests.request_type,
        requests.outcome,
        requests.refusal_reason,
        requests.closed_at,
        {{ shanghai_date('requests.received_at') }} as received_on,
        coalesce({{ shanghai_date('requests.closed_at') }}, {{ as_of_date() }}) as counted_to,
        case customers.jurisdiction
            when 'EU' then 30
            when 'US-CA' then 45
            else 21
        end as days_allowed
    from requests
    left join customers on requests.customer_id = customers.customer_id
),

judged as (
    select
        *,
        counted_to - received_on as days_open
    from clocked
)

select
    request_type,
    count(*) as received,
    count(closed_at) as closed,
    count(*) - count(closed_at) as still_open,
    count(case when days_open > days_allowed then 1 end) as overdue,
    count(case when outcome = 'refused' then 1 end) as refused,
    count(case when outcome = 'refused' and refusal_reason is null then 1 end) as refused_without_reason,
    cast(max(days_open) as bigint) as longest_days,
    case
        when
            count(case when days_open > days_allowed then 1 end) > 0
            or count(case when outcome = 'refused' and refusal_reason is null then 1 end) > 0
            then 'fail'
        else 'pass'
    end as state
from judged
group by request_type
order by request_type
