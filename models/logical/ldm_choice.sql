{%- set codes = reading_codes() %}
{%- set now = choice_moment() %}

with

readings as (
    {{ choice_readings() }}
),

-- A payload that came back after another is the fact that it was before.
facts as (

    select
        *,
        row_number() over (
            partition by
                event_id, customer_id, purpose, choice, channel, recipient_id, data_category, notice_version, captured_by,
                occurred_at, recorded_at
            order by loaded_at, is_current desc
        ) as place
    from readings

),

members as (
    {{ choice_members(now) }}
),

spellings as (

    select distinct folded_id
    from members

),

read as (

    select
        facts.*,
        members.person_id,
        case
            when not coalesce(facts.is_known_purpose, false)
                then case when facts.purpose in ('legal_obligation', 'contract') then 'not_opt_outable' else 'unknown_purpose' end
            when members.member_id is null
                then case when spellings.folded_id is null then 'unknown_customer' else 'id_in_other_case' end
            when facts.happened_at > {{ now }} then 'future_dated'
            when facts.conflict_known_from <= {{ now }} then 'payload_conflict'
            when facts.purpose = 'direct_marketing' and not facts.is_known_channel then 'unknown_channel'
            {%- for word, code in codes.items() if code > codes.opt_out %}
            when facts.code = {{ code }} then '{{ word }}'
            {%- endfor %}
            when facts.choice = 'opt_out' and facts.recorded_at < facts.occurred_at - interval '5 minutes'
                then 'recorded_before_occurred'
            when facts.occurred_at is null or facts.recorded_at is null then 'unreadable_time'
        end as exception
    from facts
    left join members on facts.customer_id = members.member_id
    left join spellings on lower(facts.customer_id) = spellings.folded_id
    where facts.place = 1

)

select
    event_id,
    coalesce(person_id, customer_id) as customer_id,
    customer_id as source_customer_id,
    purpose,
    choice,
    channel,
    recipient_id,
    data_category,
    notice_version,
    captured_by,
    occurred_at,
    recorded_at,
    case
        when exception in ('unknown_purpose', 'not_opt_outable', 'unknown_customer') then 'ignored'
        when choice = 'opt_in' and exception in ('id_in_other_case', 'unknown_channel') then 'ignored'
        when choice = 'opt_out' and coalesce(exception, '') <> 'payload_conflict' then 'opt_out'
        when exception is null then 'opt_in'
        else 'deny'
    end as reading,
    exception,
    loaded_at,
    dq_flags,
    is_current
from read
