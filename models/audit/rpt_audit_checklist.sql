with

controls as (
    select * from {{ ref('audit_checklist') }}
),

provisions as (
    select * from {{ ref('ldm_provision') }}
),

report_states as (
    select * from {{ ref('rpt_report_state') }}
)

select
    controls.control_id,
    controls.provision,
    provisions.title_zh as provision_zh,
    provisions.title_en as provision_en,
    controls.page,
    controls.evidence,
    controls.control_zh,
    controls.control_en,
    controls.remedy_zh,
    controls.remedy_en,
    provisions.verified_on is not null and provisions.source_status = 'read' as is_verified,
    coalesce(report_states.failed, 0) as failed,
    case
        when report_states.report is null then 'not_measured'
        when report_states.state <> 'pass' then report_states.state
        -- Nothing that rests on a provision nobody has compared with its text may read as passed.
        when provisions.verified_on is null or provisions.source_status <> 'read' then 'unverified'
        else 'pass'
    end as state
from controls
left join provisions on controls.provision = provisions.provision_id
left join report_states on controls.evidence = report_states.report
order by controls.control_id
