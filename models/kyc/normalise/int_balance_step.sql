with candidates as (

    select *
    from {{ ref('int_balance_candidate') }}
    where may_pass and not is_yuan

),

-- A day on which another rate begins is an event of nothing.
events as (

    select customer_no, day_from, cny, fx_usd, all_cny, unknown
    from {{ ref('int_balance_event') }}
    union all
    select candidates.customer_no, periods.period_from as day_from, 0, 0, 0, 0
    from candidates
    inner join {{ ref('int_fx_period') }} as periods
        on candidates.has_foreign and candidates.needs_rates and periods.currency = 'USD'

),

days as (

    select
        customer_no, day_from,
        sum(cny) as cny,
        sum(fx_usd) as fx_usd,
        sum(all_cny) as all_cny,
        sum(unknown) as unknown
    from events
    where day_from <= {{ as_of_date() }}
    group by customer_no, day_from

)

select
    days.customer_no,
    days.day_from,
    lead(days.day_from) over (partition by days.customer_no order by days.day_from) - 1 as day_to,
    sum(cny) over walk as cny,
    sum(fx_usd) over walk as fx_usd,
    sum(all_cny) over walk as all_cny,
    cast(sum(unknown) over walk as bigint) as unknown,
    candidates.needs_rates
from days
inner join candidates on days.customer_no = candidates.customer_no
window walk as (partition by days.customer_no order by days.day_from rows unbounded preceding)
