{{ config(materialized='view' if target.type == 'duckdb' else 'table') }}

with spells as (

    select spells.*
    from {{ ref('int_balance_spell') }} as spells
    inner join {{ ref('int_balance_candidate') }} as candidates on spells.customer_no = candidates.customer_no
    where candidates.may_pass and candidates.is_yuan

),

-- What a balance adds to the one before it, and its end where none follows: half the events of both ends of each.
events as (

    select customer_no, held_from as day_from, balance - coalesce(balance_before, 0) as cny
    from spells
    union all
    select customer_no, held_to + 1 as day_from, -balance as cny
    from spells
    where is_last

),

-- Rows of one day share the total of its end: the frame of a window ends with the peers of its row.
totals as (

    select
        customer_no,
        day_from,
        lead(day_from) over history - 1 as day_to,
        sum(cny) over history as cny
    from events
    where day_from <= {{ as_of_date() }}
    window history as (partition by customer_no order by day_from)

)

select
    customer_no,
    day_from,
    coalesce(day_to, date '9999-12-31') as day_to,
    cny
from totals
where day_to is null or day_to >= day_from
