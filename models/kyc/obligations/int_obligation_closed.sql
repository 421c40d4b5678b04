with due as (

    select * from {{ ref('int_obligation_due') }}
    where trigger_state = 'fired' and obligation_type <> 'RETAIN'

),

closings as (

    select * from {{ ref('int_closing_document') }}
    union all
    select * from {{ ref('int_closing_evidence') }}
    union all
    select * from {{ ref('int_closing_record') }}

),

matched as (

    select
        due.trigger_id, due.trigger_date, due.prior_satisfies, due.obligation_type,
        closings.closed_on, closings.last_valid_day, closings.evidence_id
    from due
    inner join closings
        on due.customer_id = closings.customer_id
        and due.obligation_type = closings.obligation_type
        and closings.subject_id is null
    union all
    select
        due.trigger_id, due.trigger_date, due.prior_satisfies, due.obligation_type,
        closings.closed_on, closings.last_valid_day, closings.evidence_id
    from due
    inner join closings
        on due.subject_id = closings.subject_id and due.obligation_type = closings.obligation_type

),

judged as (

    select
        *,
        prior_satisfies
        and closed_on <= trigger_date
        and coalesce(last_valid_day >= trigger_date, false) as is_prior
    from matched

),

ranked as (

    select
        *,
        row_number() over (
            partition by trigger_id
            order by case when is_prior then 0 else 1 end, closed_on, evidence_id
        ) as nth
    from judged
    where is_prior
        or closed_on > trigger_date
        -- The act that raised a review does not answer it.
        or (closed_on = trigger_date and obligation_type <> 'REVIEW')

)

select
    trigger_id,
    closed_on,
    evidence_id,
    is_prior
from ranked
where nth = 1
