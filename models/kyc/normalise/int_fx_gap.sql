with periods as (

    select
        period_from,
        period_to,
        lag(period_to) over (order by period_from) as period_before
    from {{ ref('int_fx_period') }}
    where currency = 'USD'

)

select
    coalesce(period_before + 1, date '1900-01-01') as gap_from,
    period_from - 1 as gap_to
from periods
where period_before is null or period_before < period_from - 1
union all
select
    coalesce(max(period_to) + 1, date '1900-01-01') as gap_from,
    date '9999-12-31' as gap_to
from periods
