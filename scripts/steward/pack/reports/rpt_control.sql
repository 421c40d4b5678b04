-- One row per control with its final result: that of its report, of the releases, or of the command behind it.

with

checklist as (
    select * from audit.rpt_audit_checklist
),

releases as (
    select
        'rpt_audience_release' as evidence,
        count(case when state = 'fail' then 1 end) as failed,
        count(case when state = 'not_measured' then 1 end) as unmeasured
    from rpt_audience_release
),

results as (
    select
        evidence,
        case when unmeasured > 0 then 'not_measured' when failed > 0 then 'fail' else 'pass' end as state,
        failed,
        null as measured_at
    from releases
    union all
    -- A result of another day says nothing about this build.
    select
        evidence.control,
        case
            when cast(evidence.measured_at as timestamptz) < this_build.started_at - interval 1 hour
                then 'not_measured'
            else evidence.state
        end,
        case when evidence.state = 'fail' then 1 else 0 end,
        evidence.measured_at
    from evidence
    cross join this_build
)

select
    checklist.control_id,
    checklist.provision,
    checklist.provision_zh,
    checklist.provision_en,
    checklist.page,
    checklist.evidence,
    checklist.control_zh,
    checklist.control_en,
    checklist.remedy_zh,
    checklist.remedy_en,
    checklist.is_verified,
    coalesce(results.failed, checklist.failed) as failed,
    results.measured_at,
    case
        when results.state = 'pass' and not checklist.is_verified then 'unverified'
        else coalesce(results.state, checklist.state)
    end as state
from checklist
left join results on checklist.evidence = results.evidence
order by checklist.control_id
