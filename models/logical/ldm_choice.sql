{%- set now = choice_moment() %}

with

readings as (
    {{ choice_readings() }}
),

-- A payload that came back after another is the fact that it was before.
facts as (

    select
        *,
        {{ choice_scope() }} as scope,
        row_number() over (
            partition by
                event_id, customer_id, purpose, choice, channel, recipient_id, data_category, notice_version, captured_by,
                occurred_at, recorded_at
            order by loaded_at, case when is_current then 0 else 1 end
        ) as place
    from readings

),

members as (
    {{ choice_members() }}
),

records as (

    select
        members.member_id,
        members.folded_id,
        coalesce(identity.person_id, members.member_id) as person_id
    from members
    left join {{ ref('vlt_customer_identity') }} as identity on members.member_id = identity.customer_id
    where members.is_record = 1

),

unrecorded as (

    select
        customer_id,
        case when count(*) = 1 then min(person_id) end as person_id
    from {{ ref('vlt_unrecorded_id') }}
    group by customer_id

),

spellings as (

    select distinct folded_id
    from members

),

read as (

    select
        facts.*,
        coalesce(records.person_id, unrecorded.person_id) as person_id,
        {{ choice_exception(now) }} as exception
    from facts
    left join records on facts.customer_id = records.member_id
    left join unrecorded on facts.customer_id = unrecorded.customer_id
    left join spellings on lower(facts.customer_id) = spellings.folded_id
    where facts.place = 1

)

select
    event_id,
    coalesce(person_id, customer_id) as customer_id,
    customer_id as source_customer_id,
    {{ choice_words('purpose') }} as purpose,
    {{ choice_words('choice') }} as choice,
    {{ choice_words('channel') }} as channel,
    recipient_id,
    {{ choice_words('data_category') }} as data_category,
    notice_version,
    {{ choice_words('captured_by') }} as captured_by,
    occurred_at,
    recorded_at,
    case
        when exception in ('unknown_purpose', 'not_opt_outable', 'unknown_customer') then 'ignored'
        when choice_number = 1 and exception in ('id_in_other_case', 'unknown_channel') then 'ignored'
        when choice_number = 2 and coalesce(exception, '') <> 'payload_conflict' then 'opt_out'
        when exception is null or exception = 'id_without_record' then 'opt_in'
        else 'deny'
    end as reading,
    exception,
    loaded_at,
    dq_flags,
    is_current
from read
