{{ config(materialized='view' if target.type == 'duckdb' else 'table') }}

with spells as (

    select spells.*
    from {{ ref('int_balance_spell') }} as spells
    inner join {{ ref('int_balance_candidate') }} as candidates on spells.customer_id = candidates.customer_id
    where candidates.may_pass and candidates.is_yuan and not candidates.is_plain

),

-- What a balance adds to the one before it, and its end where none follows: half the events of both ends of each.
events as (

    select customer_id, held_from as day_from, balance - coalesce(balance_before, 0) as cny
    from spells
    union all
    select customer_id, held_to + 1 as day_from, -balance as cny
    from spells
    where is_last

),

-- The total of a day, and that of the day before by a second frame of the same pass.
totals as (

    select
        customer_id,
        day_from,
        lead(day_from) over (partition by customer_id order by day_from - date '2000-01-01') - 1 as day_to,
        sum(cny) over (partition by customer_id order by day_from - date '2000-01-01' range unbounded preceding) as cny,
        sum(cny) over (
            partition by customer_id order by day_from - date '2000-01-01'
            range between unbounded preceding and 1 preceding
        ) as cny_before
    from events
    where day_from <= {{ as_of_date() }}

)

select
    customer_id,
    day_from,
    coalesce(day_to, date '9999-12-31') as day_to,
    cny,
    cny_before,
    cast(null as timestamptz) as known_at
from totals
where day_to is null or day_to >= day_from
union all
select
    spells.customer_id,
    spells.held_from as day_from,
    spells.held_to as day_to,
    spells.balance as cny,
    spells.balance_before as cny_before,
    case when spells.linked_at > spells.loaded_at then spells.linked_at else spells.loaded_at end as known_at
from {{ ref('int_balance_spell') }} as spells
inner join {{ ref('int_balance_candidate') }} as candidates on spells.customer_id = candidates.customer_id
where candidates.is_plain and spells.held_from <= {{ as_of_date() }}
