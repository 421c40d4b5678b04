with obligations as (

    select * from {{ ref('fct_kyc_obligation') }}
    where state in ('open', 'overdue', 'undetermined')

),

triggers as (

    select
        trigger_id,
        rule_id,
        subject_type,
        subject_id,
        why_zh,
        why_en
    from {{ ref('fct_kyc_trigger') }}

),

types as (

    select
        obligation_type,
        name_zh,
        name_en
    from {{ ref('obligation_types') }}

)

select
    obligations.obligation_id,
    obligations.customer_id,
    triggers.subject_type,
    triggers.subject_id,
    triggers.rule_id,
    obligations.obligation_type,
    types.name_zh as obligation_zh,
    types.name_en as obligation_en,
    obligations.due_date,
    obligations.state,
    cast(greatest({{ as_of_date() }} - obligations.due_date, 0) as integer) as days_overdue,
    obligations.citation_zh,
    triggers.why_zh,
    triggers.why_en,
    row_number() over (order by obligations.due_date nulls last, obligations.obligation_id) as place
from obligations
inner join triggers on obligations.trigger_id = triggers.trigger_id
inner join types on obligations.obligation_type = types.obligation_type
