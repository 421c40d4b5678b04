with daily as (

    select
        *,
        lag(rate_day) over (partition by currency order by rate_day) as day_before,
        lag(cny_per_unit) over (partition by currency order by rate_day) as rate_before,
        lag(cny_per_usd) over (partition by currency order by rate_day) as dollar_before
    from {{ ref('int_fx_daily') }}

),

changes as (

    select
        *,
        sum(
            case
                when day_before = rate_day - 1
                    and rate_before = cny_per_unit
                    and coalesce(dollar_before, 0) = coalesce(cny_per_usd, 0) then 0
                else 1
            end
        ) over (partition by currency order by rate_day rows unbounded preceding) as period
    from daily

)

select
    currency,
    min(rate_day) as period_from,
    max(rate_day) as period_to,
    cny_per_unit,
    cny_per_usd
from changes
group by currency, period, cny_per_unit, cny_per_usd
