-- One row per column whose values end in a number: whether they were handed out one after the other.
-- `density` is the share of the span that is taken, `rising` how often the next row is higher, `unevenness` the
-- spread of the steps: about 1 for sorted random numbers, below 0.75 for a counter.
with

numbered as (

    select
        column_no,
        position,
        try_cast(regexp_extract(compact(cleaned(value)), '(\d{1,18})$', 1) as bigint) as number
    from scan_sample

),

steps as (

    select
        column_no,
        number,
        position <= {head} as at_head,
        number - lag(number) over (partition by column_no order by position) as step,
        position - lag(position) over (partition by column_no order by position) as rows_between
    from numbered
    where number is not null

)

select
    column_no,
    count(distinct number) as numbers,
    count(*) as n,
    max(number)::double - min(number)::double + 1 as span,
    coalesce(avg(case when step is null or not at_head then null when step > 0 then 1.0 else 0.0 end), 0) as rising,
    coalesce(
        stddev_samp(case when at_head then step::double / rows_between end)
        / nullif(avg(case when at_head then step::double / rows_between end), 0),
        99
    ) as unevenness
from steps
group by column_no
