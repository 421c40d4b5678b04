-- PIPL 55 asks for one before sensitive data, automated decisions and disclosure.

with

purposes as (
    select * from {{ ref('purposes') }}
    where purpose in ('sensitive_data', 'automated_decisions', 'third_party_disclosure')
),

assessments as (
    select
        *,
        row_number() over (partition by purpose order by performed_on desc nulls last, assessment_id desc) as place
    from {{ ref('impact_assessments') }}
)

select
    purposes.purpose,
    purposes.name_zh,
    purposes.name_en,
    assessments.assessment_id,
    assessments.result,
    assessments.performed_on,
    assessments.keep_until,
    case
        when
            assessments.result in ('accepted', 'conditional')
            and assessments.approved_by is not null
            and assessments.performed_on <= {{ as_of_date() }}
            then 'pass'
        else 'fail'
    end as state
from purposes
left join assessments on purposes.purpose = assessments.purpose and assessments.place = 1
order by purposes.purpose
