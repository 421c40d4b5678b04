with due as (

    select * from {{ ref('int_obligation_due') }}

),

closed as (

    select * from {{ ref('int_obligation_closed') }}

),

judged as (

    select
        due.*,
        coalesce(closed.is_prior, false) as is_prior,
        case
            when due.obligation_type <> 'RETAIN' then closed.closed_on
            when due.episode_end < {{ as_of_date() }} then due.episode_end + 1
        end as closed_on,
        closed.evidence_id
    from due
    left join closed on due.trigger_id = closed.trigger_id

),

-- Several triggers of one customer share an obligation while it is open (AMB18).
grouped as (

    select
        *,
        row_number() over (
            partition by
                obligation_type,
                trigger_state,
                case
                    when grain = 'trigger' or is_prior or trigger_state = 'withdrawn' or {{ reading('AMB18') }} = 'B'
                        then trigger_id
                    when grain = 'subject' then subject_id || '|' || coalesce(evidence_id, '')
                    else coalesce(customer_id, subject_id) || '|' || coalesce(evidence_id, '')
                end
            order by trigger_date, due_date, trigger_id
        ) as nth
    from judged

)

select
    md5('obligation|' || trigger_id) as obligation_id,
    trigger_id,
    customer_id,
    obligation_type,
    citation_zh,
    due_date,
    case
        when trigger_state in ('withdrawn', 'undetermined') then trigger_state
        when is_prior then 'satisfied_prior'
        when closed_on is not null then 'satisfied'
        when due_date < {{ as_of_date() }} then 'overdue'
        else 'open'
    end as state,
    case when trigger_state = 'fired' then closed_on end as closed_on,
    case when trigger_state = 'fired' then evidence_id end as evidence_id
from grouped
where nth = 1
