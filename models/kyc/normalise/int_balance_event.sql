{{ config(materialized='view' if target.type == 'duckdb' else 'table') }}

with spells as (

    select
        spells.*,
        candidates.needs_rates
    from {{ ref('int_balance_spell') }} as spells
    inner join {{ ref('int_balance_candidate') }} as candidates on spells.customer_no = candidates.customer_no
    where candidates.may_pass and not candidates.is_yuan

),

periods as (

    select * from {{ ref('int_fx_period') }}

),

-- A balance in a third currency is worth another amount on every day with a new rate.
priced as (

    select
        customer_no, held_from, held_to,
        balance as cny,
        cast(0 as decimal(36, 12)) as fx_usd,
        cast(balance as decimal(36, 10)) as all_cny,
        0 as unknown
    from spells
    where currency = 'CNY' and balance <> 0
    union all
    select
        spells.customer_no,
        greatest(spells.held_from, periods.period_from) as held_from,
        least(spells.held_to, periods.period_to) as held_to,
        0 as cny,
        case
            when spells.currency = 'USD' then 0
            else coalesce({{ usd_value('spells.balance', 'periods.cny_per_unit', 'periods.cny_per_usd') }}, 0)
        end as fx_usd,
        spells.balance * periods.cny_per_unit as all_cny,
        -- Every value of an unrated day is taken back on the rated ones.
        -1 as unknown
    from spells
    inner join periods
        on spells.currency = periods.currency
        and spells.held_from <= periods.period_to
        and spells.held_to >= periods.period_from
    where spells.needs_rates and spells.currency <> 'CNY' and spells.balance <> 0
    union all
    -- The native dollar leg needs no rate.
    select
        customer_no, held_from, held_to,
        0 as cny,
        case when currency = 'USD' then coalesce(balance, 0) else 0 end as fx_usd,
        0 as all_cny,
        case when needs_rates then 1 else 0 end as unknown
    from spells
    where balance is null or ((currency is null or currency <> 'CNY') and balance <> 0)

)

select
    customer_no,
    held_from as day_from,
    cast(cny as decimal(38, 2)) as cny,
    cast(fx_usd as decimal(38, 12)) as fx_usd,
    cast(all_cny as decimal(38, 10)) as all_cny,
    cast(unknown as bigint) as unknown
from priced
union all
select
    customer_no,
    held_to + 1 as day_from,
    cast(-cny as decimal(38, 2)) as cny,
    cast(-fx_usd as decimal(38, 12)) as fx_usd,
    cast(-all_cny as decimal(38, 10)) as all_cny,
    cast(-unknown as bigint) as unknown
from priced
