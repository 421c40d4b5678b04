with

choices as (

    select * from {{ ref('ldm_choice') }}

),

decisions as (

    select * from {{ ref('ldm_choice_decision') }}

),

records as (

    select
        customer_id,
        birth_date
    from {{ ref('stg_customers') }}
    where is_current

),

odd_events as (

    select
        exception,
        event_id,
        customer_id,
        purpose,
        reading,
        occurred_at,
        recorded_at,
        loaded_at
    from choices
    where exception is not null

),

minors as (

    select
        'minor_without_guardian' as exception,
        choices.event_id,
        choices.customer_id,
        choices.purpose,
        'deny' as reading,
        choices.occurred_at,
        choices.recorded_at,
        choices.loaded_at
    from choices
    inner join records on choices.source_customer_id = records.customer_id
    where
        choices.reading = 'opt_in'
        and coalesce(choices.captured_by, '') <> 'guardian'
        and records.birth_date > {{ as_of_date_live() }} - interval '14 years'

),

-- Two choices about different channels, recipients or categories may well be made in one second.
same_second as (

    select distinct
        'same_second_conflict' as exception,
        one.event_id,
        one.customer_id,
        one.purpose,
        'deny' as reading,
        one.occurred_at,
        one.recorded_at,
        one.loaded_at
    from choices as one
    inner join choices as other
        on
            one.customer_id = other.customer_id
            and one.purpose = other.purpose
            and {{ epoch_second('one.occurred_at') }} = {{ epoch_second('other.occurred_at') }}
    where
        one.event_id <> other.event_id
        and one.reading <> 'ignored'
        and other.reading <> 'ignored'
        and one.choice is distinct from other.choice
        and {{ same_part('one', 'other') }}

),

persons as (

    select distinct
        case why when 'unknown_jurisdiction' then 'unknown_jurisdiction' else 'merged_customers_differ' end as exception,
        cast(null as text) as event_id,
        customer_id,
        case why when 'merged_restriction' then purpose end as purpose,
        'deny' as reading,
        cast(null as timestamptz) as occurred_at,
        cast(null as timestamptz) as recorded_at,
        cast(null as timestamptz) as loaded_at
    from decisions
    where why in ('unknown_jurisdiction', 'merged_restriction')

),

exceptions as (

    select * from odd_events
    union all
    select * from minors
    union all
    select * from same_second
    union all
    select * from persons

)

select
    exceptions.*,
    {{ exception_sentence('en') }} as sentence_en,
    {{ exception_sentence('zh') }} as sentence_zh
from exceptions
