-- One score per factor, value and day, and for every score exactly one grade of the day.
{{ config(group='compliance') }}
select
    'score' as part,
    one.factor as name
from {{ ref('risk_scorecard') }} as one
inner join {{ ref('risk_scorecard') }} as other
    on one.factor = other.factor
    and one.value = other.value
    and one.effective_from < other.effective_from
    and (one.effective_to is null or one.effective_to >= other.effective_from)
union all
select
    'grade' as part,
    grades.grade as name
from {{ ref('risk_grades') }} as grades
where grades.effective_to is null
    and (
        select count(*) from {{ ref('risk_grades') }} as next
        where next.effective_to is null and next.score_from = grades.score_to + 1
    ) <> case when grades.score_to = (
        select max(highest.score_to) from {{ ref('risk_grades') }} as highest
        where highest.effective_to is null
    ) then 0 else 1 end
