{%- set now = choice_moment() %}
{%- set codes = reading_codes() %}
{%- set seconds = 'strictest - mod(strictest, 16)' %}

with

events as (
    {{ choice_events(now, now) }}
),

members as (
    {{ choice_members(now) }}
),

recipients as (

    select recipient_id
    from {{ ref('stg_recipients') }}
    where is_current

),

chosen as (

    select
        members.person_id,
        members.member_id,
        events.purpose,
        coalesce(events.scope, '') as scope,
        events.event_id,
        events.strictest,
        events.mildest
    from events
    inner join members on events.folded_id = members.folded_id and {{ event_is_meant() }}
    -- What is dated in the future denies while it is known, and begins no interval.
    where mod(events.strictest, 16) <> {{ codes.future_dated }}

),

parts as (

    select distinct
        person_id,
        member_id,
        purpose,
        scope
    from chosen

),

-- A choice about all of a purpose governs each part that has no newer choice of its own.
seconds as (

    select
        parts.person_id,
        parts.member_id,
        parts.purpose,
        parts.scope,
        max(chosen.strictest) as strictest,
        max(chosen.mildest) as mildest,
        {{ value_at_highest('chosen.event_id', 'chosen.strictest', 'true') }} as event_id
    from parts
    inner join chosen
        on parts.member_id = chosen.member_id
        and parts.purpose = chosen.purpose
        and (chosen.scope = parts.scope or chosen.scope = '')
    group by parts.person_id, parts.member_id, parts.purpose, parts.scope, chosen.{{ seconds | replace('(strictest', '(chosen.strictest') }}

),

intervals as (

    select
        *,
        mod(strictest, 16) < {{ codes.opt_out }} as is_opt_in,
        {{ second_of_reading('strictest') }} as valid_from,
        lead({{ second_of_reading('strictest') }}) over (
            partition by member_id, purpose, scope
            order by strictest
        ) as valid_to,
        max(case when mod(strictest, 16) < {{ codes.opt_out }} then 1 else 0 end) over (
            partition by member_id, purpose, scope
            order by strictest
        ) = 1 as was_opted_in
    from seconds

)

select
    person_id as customer_id,
    member_id as source_customer_id,
    purpose,
    case when purpose = 'direct_marketing' then nullif(scope, '') end as channel,
    case when purpose = 'third_party_disclosure' then coalesce(recipients.recipient_id, nullif(scope, '')) end
        as recipient_id,
    case when purpose = 'sensitive_data' then nullif(scope, '') end as data_category,
    case when is_opt_in then 'opted_in' else 'opted_out' end as state,
    case
        when is_opt_in then 'ConsentGiven'
        when mod(strictest, 16) > {{ codes.opt_out }} or 15 - mod(mildest, 16) < {{ codes.opt_out }} then 'ConsentInvalidated'
        when was_opted_in then 'ConsentWithdrawn'
        else 'ConsentRefused'
    end as dpv_state,
    event_id as decided_by_event,
    valid_from,
    valid_to
from intervals
left join recipients
    on intervals.purpose = 'third_party_disclosure' and intervals.scope = lower(recipients.recipient_id)
