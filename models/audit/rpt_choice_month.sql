with

known as (
    select purpose as known_purpose
    from {{ ref('purposes') }}
),

choices as (
    select distinct
        event_id,
        -- What a source wrote in the place of a purpose may be anything: it is counted, not shown.
        coalesce(known.known_purpose, 'unknown') as purpose,
        reading,
        {{ period_start('occurred_at', 'timestamptz', 'month') }} as month
    from {{ ref('ldm_choice') }} as made
    left join known on made.purpose = known.known_purpose
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
