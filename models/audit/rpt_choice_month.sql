with

choices as (
    select distinct
        event_id,
        purpose,
        reading,
        {{ period_start('occurred_at', 'timestamptz', 'month') }} as month
    from {{ ref('ldm_choice') }}
    where occurred_at is not null
)

select
    month,
    purpose,
    count(case when reading = 'opt_in' then 1 end) as opt_ins,
    count(case when reading = 'opt_out' then 1 end) as opt_outs,
    count(case when reading not in ('opt_in', 'opt_out') then 1 end) as in_doubt
from choices
group by month, purpose
order by month, purpose
