{%- set now = choice_moment() %}
{%- set codes = reading_codes() %}

with

events as (
    {{ choice_events(now, now) }}
),

members as (
    {{ choice_members() }}
),

several as (
    {{ choice_persons() }}
),

recipients as (

    select recipient_id
    from {{ ref('stg_recipients') }}
    where is_current

),

chosen as (

    select
        members.member_id,
        events.purpose_number,
        coalesce(events.scope, '') as scope,
        events.event_id,
        events.strictest - mod(events.strictest, 16) as second,
        events.strictest,
        events.mildest
    from events
    inner join members on events.folded_id = members.folded_id
    where
        events.purpose_number is not null
        and (not events.is_for_exact_id or events.customer_id = members.member_id)
        -- What is dated in the future denies while it is known, and begins no interval.
        and mod(events.strictest, 16) <> {{ codes.future_dated }}

),

parts as (

    select distinct
        member_id,
        purpose_number,
        scope
    from chosen

),

-- A choice about all of a purpose governs each part that has no newer choice of its own.
seconds as (

    select
        parts.member_id,
        parts.purpose_number,
        parts.scope,
        max(chosen.strictest) as strictest,
        max(chosen.mildest) as mildest,
        {{ value_at_highest('chosen.event_id', 'chosen.strictest', 'true') }} as event_id
    from parts
    inner join chosen
        on
            parts.member_id = chosen.member_id
            and parts.purpose_number = chosen.purpose_number
            and (parts.scope = chosen.scope or chosen.scope = '')
    group by parts.member_id, parts.purpose_number, parts.scope, chosen.second

),

intervals as (

    select
        *,
        {{ second_of_reading('strictest') }} as valid_from,
        lead({{ second_of_reading('strictest') }}) over (
            partition by member_id, purpose_number, scope
            order by strictest
        ) as valid_to,
        min(mod(strictest, 16)) over (
            partition by member_id, purpose_number, scope
            order by strictest
        ) < {{ codes.opt_out }} as was_opted_in
    from seconds

)

select
    coalesce(several.person_id, intervals.member_id) as customer_id,
    intervals.member_id as source_customer_id,
    case intervals.purpose_number
        {%- for purpose in choice_purposes() %}
        when {{ loop.index }} then '{{ purpose }}'
        {%- endfor %}
    end as purpose,
    case when intervals.purpose_number = 1 then nullif(intervals.scope, '') end as channel,
    case when intervals.purpose_number = 2 then coalesce(recipients.recipient_id, nullif(intervals.scope, '')) end
        as recipient_id,
    case when intervals.purpose_number = 4 then nullif(intervals.scope, '') end as data_category,
    case when mod(intervals.strictest, 16) < {{ codes.opt_out }} then 'opted_in' else 'opted_out' end as state,
    {{ dpv_state_of_interval() }} as dpv_state,
    intervals.event_id as decided_by_event,
    intervals.valid_from,
    intervals.valid_to
from intervals
left join several on intervals.member_id = several.member_id
left join recipients
    on
        intervals.purpose_number = 2
        and intervals.scope = lower(recipients.recipient_id)
