with rates as (

    select
        rate_date,
        upper(currency) as currency,
        cny_per_unit
    from {{ ref('fx_rate__personal_data') }}
    where cny_per_unit > 0

),

dated as (

    select
        currency,
        rate_date,
        cny_per_unit,
        lead(rate_date) over (partition by currency order by rate_date) as next_date
    from rates

),

carried as (

    select
        dated.currency,
        dated.rate_date + ages.n as rate_day,
        dated.cny_per_unit,
        ages.n as rate_age_days
    from dated
    inner join {{ whole_numbers(var('fx_max_age_days')) }} as ages
        on dated.next_date is null or dated.rate_date + ages.n < dated.next_date

)

select
    carried.currency,
    carried.rate_day,
    carried.cny_per_unit,
    carried.rate_age_days,
    dollar.cny_per_unit as cny_per_usd
from carried
left join carried as dollar on carried.rate_day = dollar.rate_day and dollar.currency = 'USD'
