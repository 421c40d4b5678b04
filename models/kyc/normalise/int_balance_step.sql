with candidates as (

    select * from {{ ref('int_balance_candidate') }}

),

spells as (

    select spells.*
    from {{ ref('int_balance_spell') }} as spells
    inner join candidates on spells.customer_id = candidates.customer_id

),

-- A foreign balance is worth another amount on every day with a new rate; only those accounts are split by rate.
priced as (

    select
        customer_id, held_from, held_to,
        balance as cny,
        cast(0 as decimal(36, 12)) as fx_usd,
        cast(balance as decimal(36, 10)) as all_cny,
        0 as unknown
    from spells
    where currency = 'CNY' and balance <> 0
    union all
    select
        spells.customer_id,
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
    inner join {{ ref('int_fx_period') }} as periods
        on spells.currency = periods.currency
        and spells.held_from <= periods.period_to
        and spells.held_to >= periods.period_from
    where spells.currency <> 'CNY' and spells.balance <> 0
    union all
    -- The native dollar leg needs no rate.
    select
        customer_id, held_from, held_to,
        0 as cny,
        case when currency = 'USD' then coalesce(balance, 0) else 0 end as fx_usd,
        0 as all_cny,
        1 as unknown
    from spells
    where balance is null or ((currency is null or currency <> 'CNY') and balance <> 0)

),

signs as (

    select 1 as sign
    union all
    select -1 as sign

),

events as (

    select
        priced.customer_id,
        case when signs.sign = 1 then priced.held_from else priced.held_to + 1 end as day_from,
        priced.cny * signs.sign as cny,
        priced.fx_usd * signs.sign as fx_usd,
        priced.all_cny * signs.sign as all_cny,
        priced.unknown * signs.sign as unknown
    from priced
    cross join signs
    union all
    select
        candidates.customer_id,
        rules.effective_from as day_from,
        0, 0, 0, 0
    from candidates
    inner join {{ ref('int_kyc_rule') }} as rules on rules.rule_id = 'PI-BAL10'
    union all
    select
        candidates.customer_id,
        periods.period_from as day_from,
        0, 0, 0, 0
    from candidates
    inner join {{ ref('int_fx_period') }} as periods on periods.currency = 'USD' and candidates.has_foreign

),

days as (

    select
        customer_id, day_from,
        sum(cny) as cny,
        sum(fx_usd) as fx_usd,
        sum(all_cny) as all_cny,
        sum(unknown) as unknown
    from events
    where day_from <= {{ as_of_date() }}
    group by customer_id, day_from

)

select
    customer_id, day_from,
    sum(cny) over walk as cny,
    sum(fx_usd) over walk as fx_usd,
    sum(all_cny) over walk as all_cny,
    cast(sum(unknown) over walk as bigint) as unknown
from days
window walk as (partition by customer_id order by day_from rows unbounded preceding)
