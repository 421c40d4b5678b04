with states as (

    select
        state,
        is_case
    from {{ ref('alert_states') }}

),

alerts as (

    select
        alerts.alert_type,
        cast(date_trunc('month', alerts.raised_on) as date) as month,
        alerts.customer_id,
        coalesce(states.is_case, false) or alerts.reported_on is not null as is_case,
        alerts.reported_on is not null as is_reported,
        alerts.closed_on is null and alerts.reported_on is null as is_open
    from {{ ref('kyc_alert__personal_data') }} as alerts
    left join states on lower(alerts.state) = states.state

),

counted as (

    select
        month,
        coalesce(alert_type, 'other') as alert_type,
        count(*) as alerts,
        count(distinct customer_id) as customers,
        count(case when is_case then 1 end) as cases,
        count(case when is_reported then 1 end) as reported,
        count(case when is_open then 1 end) as open_alerts
    from alerts
    group by month, coalesce(alert_type, 'other')

)

select
    month,
    alert_type,
    alerts,
    customers,
    cases,
    reported,
    open_alerts,
    -- 成案率 and 报告率: of the alerts raised in the month, whenever the case or the report came.
    cast(round(100.0 * cases / alerts, 4) as decimal(9, 4)) as case_rate_pct,
    cast(round(100.0 * reported / alerts, 4) as decimal(9, 4)) as report_rate_pct,
    cast(case when cases > 0 then round(100.0 * reported / cases, 4) end as decimal(9, 4)) as reported_cases_pct
from counted
