{%- set reports = [
    'rpt_classification', 'rpt_opt_out_effectiveness', 'rpt_choice_effect_time', 'rpt_disclosure',
    'rpt_rights_request', 'rpt_sensitive_attribute', 'rpt_legal_status', 'rpt_control_total', 'rpt_retention',
    'rpt_exception', 'rpt_impact_assessment', 'rpt_organisation', 'rpt_processing_record',
] -%}

with

states as (
    {%- for report in reports %}
    select
        '{{ report }}' as report,
        state
    from {{ ref(report) }}
    union all
    {%- endfor %}
    -- Whoever is still to be told of the notice in force is a gap.
    select
        'rpt_notice_due' as report,
        'fail' as state
    from {{ ref('rpt_notice_due') }}
    where customers > 0
    union all
    select
        'rpt_anonymisation_release' as report,
        case when k >= k_declared then 'pass' else 'fail' end as state
    from {{ ref('rpt_anonymisation_release') }}
),

reports as (
    {%- for report in reports + ['rpt_notice_due', 'rpt_anonymisation_release'] %}
    select '{{ report }}' as report
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select
    reports.report,
    count(states.state) as report_rows,
    count(case when states.state = 'fail' then 1 end) as failed,
    count(case when states.state = 'not_measured' then 1 end) as unmeasured,
    case
        when count(case when states.state = 'fail' then 1 end) > 0 then 'fail'
        when count(case when states.state = 'not_measured' then 1 end) > 0 then 'not_measured'
        when count(case when states.state = 'unverified' then 1 end) > 0 then 'unverified'
        when count(states.state) = 0 then 'not_applicable'
        else 'pass'
    end as state
from reports
left join states on reports.report = states.report
group by reports.report
order by reports.report
