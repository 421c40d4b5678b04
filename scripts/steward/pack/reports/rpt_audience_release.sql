-- One row per audience and relation that policy declares for it or its newest release holds.

with

declared as (
    select distinct
        audience,
        relation
    from audit.rpt_entitlement
    where family not in ('kyc', 'audit')
),

newest as (
    select
        audience,
        max(release) as release
    from released
    where state = 'published'
    group by audience
),

actual as (
    select
        released.audience,
        released.relation
    from released
    inner join newest on released.audience = newest.audience and released.release = newest.release
    where split_part(released.relation, '.', 1) not in ('kyc', 'audit')
)

select
    coalesce(declared.audience, actual.audience) as audience,
    coalesce(declared.relation, actual.relation) as relation,
    declared.relation is not null as is_declared,
    actual.relation is not null as is_actual,
    case
        when (select count(*) from newest) = 0 then 'not_measured'
        when declared.relation is null then 'fail'
        when actual.relation is null then 'fail'
        else 'pass'
    end as state
from declared
full outer join actual on declared.audience = actual.audience and declared.relation = actual.relation
order by audience, relation
