-- Ten years after the end of the relationship (AML Law 2024, article 34); whoever is under a hold stays.

with

customers as (
    select * from {{ ref('ldm_customer') }}
),

holds as (
    select distinct customer_id
    from {{ ref('ldm_legal_hold') }}
    where
        held_from <= {{ as_of_date() }}
        and (held_to is null or held_to >= {{ as_of_date() }})
),

judged as (
    select
        customers.relationship_ended_on,
        case
            when customers.relationship_ended_on is null then 'in_relationship'
            when holds.customer_id is not null then 'held'
            when customers.relationship_ended_on + interval '10 years' > {{ as_of_date() }} then 'kept_by_law'
            else 'due_for_erasure'
        end as retention
    from customers
    left join holds on customers.customer_id = holds.customer_id
)

select
    retention,
    count(*) as persons,
    min(relationship_ended_on) as earliest_end,
    max(relationship_ended_on) as latest_end,
    case when retention = 'due_for_erasure' then 'fail' else 'pass' end as state
from judged
group by retention
order by retention
