with triggers as (

    select * from {{ ref('fct_kyc_trigger') }}
    where state <> 'would_trigger'

),

rules as (

    select * from {{ ref('int_kyc_rule') }}

),

types as (

    select * from {{ ref('obligation_types') }}

),

calendar as (

    select * from {{ ref('int_working_day') }}

)

select
    triggers.trigger_id,
    triggers.customer_id,
    triggers.subject_id,
    triggers.trigger_date,
    triggers.state as trigger_state,
    triggers.episode_end,
    rules.obligation_type,
    rules.citation_zh,
    types.grain,
    types.prior_satisfies,
    -- The starting day is not counted (Civil Code 201); no roll-over at a holiday.
    case rules.due_unit
        when 'none' then triggers.episode_end
        when 'working_day' then due.day
        when 'year' then cast(triggers.trigger_date + rules.due_n * interval '1 year' as date)
        else triggers.trigger_date + rules.due_n
    end as due_date
from triggers
inner join rules on triggers.rule_id = rules.rule_id and triggers.rule_version = rules.rule_version
inner join types on rules.obligation_type = types.obligation_type
left join calendar as starts on triggers.trigger_date = starts.day and rules.due_unit = 'working_day'
left join calendar as due on starts.working_days + rules.due_n = due.working_days and due.is_working_day
