with exceptions as (

    select
        calendar_date,
        is_working_day
    from {{ ref('working_days_cn') }}

),

days as (

    select
        series.day,
        -- 2017-01-02 was a Monday.
        coalesce(exceptions.is_working_day, (series.day - date '2017-01-02') % 7 < 5) as is_working_day
    from {{ date_series("date '2017-01-02'", as_of_date() ~ " + 60") }} as series
    left join exceptions on series.day = exceptions.calendar_date

)

select
    day,
    is_working_day,
    count(case when is_working_day then 1 end) over (order by day rows unbounded preceding) as working_days
from days
