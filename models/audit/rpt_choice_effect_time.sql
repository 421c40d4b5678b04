with

purposes as (
    select purpose
    from {{ ref('purposes') }}
    where opt_outable
),

releases as (
    select * from {{ ref('aud_release') }}
),

members as (
    select * from {{ ref('aud_release_member') }}
),

choices as (
    select distinct
        event_id,
        customer_id,
        purpose,
        lower(recipient_id) as recipient_id,
        reading,
        occurred_at,
        recorded_at,
        channel is null and data_category is null as is_of_whole
    from {{ ref('ldm_choice') }}
    where occurred_at is not null
),

withdrawals as (
    select
        refusals.event_id,
        refusals.customer_id,
        refusals.purpose,
        refusals.recipient_id,
        refusals.occurred_at,
        refusals.recorded_at,
        min(consents.occurred_at) as consented_again_at
    from choices as refusals
    left join choices as consents
        on
            refusals.customer_id = consents.customer_id
            and refusals.purpose = consents.purpose
            and consents.reading = 'opt_in'
            and refusals.occurred_at < consents.occurred_at
    -- Who refuses one channel or category stays in the relations, with less.
    where refusals.reading = 'opt_out' and refusals.is_of_whole
    group by
        refusals.event_id, refusals.customer_id, refusals.purpose, refusals.recipient_id, refusals.occurred_at,
        refusals.recorded_at
),

-- The releases that still held the person after the click: the last of them to end is the moment of effect.
effects as (
    select
        withdrawals.event_id,
        withdrawals.purpose,
        withdrawals.occurred_at,
        withdrawals.recorded_at,
        case when count(*) = count(releases.ended_at) then max(releases.ended_at) end as effective_at
    from withdrawals
    inner join members
        on
            withdrawals.customer_id = members.customer_id
            and (
                (
                    withdrawals.recipient_id is null
                    and members.relation = 'opt_out_' || withdrawals.purpose || '.customer'
                )
                or (
                    withdrawals.purpose = 'third_party_disclosure'
                    and members.relation like 'selectively_anonymised.customer__' || coalesce(withdrawals.recipient_id, '%')
                )
            )
    inner join releases on members.release = releases.release and members.audience = releases.audience
    where
        (releases.ended_at is null or releases.ended_at > withdrawals.occurred_at)
        and (withdrawals.consented_again_at is null or releases.published_at < withdrawals.consented_again_at)
    group by withdrawals.event_id, withdrawals.purpose, withdrawals.occurred_at, withdrawals.recorded_at
),

seconds as (
    select
        purpose,
        {{ epoch_second('effective_at') }} - {{ epoch_second('occurred_at') }} as from_click,
        {{ epoch_second('effective_at') }} - {{ epoch_second('coalesce(recorded_at, occurred_at)') }} as from_record
    from effects
    where effective_at is not null
),

counts as (
    select
        purpose,
        count(*) as withdrawals,
        count(effective_at) as withdrawals_in_effect
    from effects
    group by purpose
)

select
    purposes.purpose,
    coalesce(max(counts.withdrawals), 0) as withdrawals,
    coalesce(max(counts.withdrawals_in_effect), 0) as withdrawals_in_effect,
    {%- for clock in ['click', 'record'] %}
        cast(percentile_disc(0.5) within group (order by seconds.from_{{ clock }}) as bigint) as p50_from_{{ clock }},
        cast(percentile_disc(0.95) within group (order by seconds.from_{{ clock }}) as bigint) as p95_from_{{ clock }},
        cast(max(seconds.from_{{ clock }}) as bigint) as max_from_{{ clock }},
    {%- endfor %}
    case
        when (select count(*) from releases) = 0 then 'not_measured'
        when max(counts.withdrawals) is null then 'nothing_to_measure'
        when max(counts.withdrawals_in_effect) < max(counts.withdrawals) then 'waiting'
        else 'measured'
    end as state
from purposes
left join counts on purposes.purpose = counts.purpose
left join seconds on purposes.purpose = seconds.purpose
group by purposes.purpose
