with rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-CUM30'

),

runs as (

    select * from {{ flow_runs() }}

),

seen as (

    select * from {{ ref('int_flow_seen') }}

),

unvalued as (

    select customer_id, business_date, fx_usd, amount_problem, known_at
    from {{ ref('int_flow') }}
    where amount_problem is not null and counts

),

-- A dollar amount without a rate is unknown only beside yuan: alone its native leg decides.
mixed as (

    select distinct flow.customer_id
    from {{ ref('int_flow') }} as flow
    inner join (select distinct customer_id from unvalued where fx_usd is not null) as doubtful
        on flow.customer_id = doubtful.customer_id
    where flow.cny > 0

),

-- A payment of unknown value decides nothing where the known ones already fire.
unknown as (

    select
        unvalued.customer_id,
        unvalued.business_date,
        min(unvalued.amount_problem) as amount_problem,
        max(unvalued.known_at) as detected_at
    from unvalued
    left join mixed on unvalued.customer_id = mixed.customer_id
    where {{ reading('AMB13') }} = 'A' and (unvalued.fx_usd is null or mixed.customer_id is not null)
    group by unvalued.customer_id, unvalued.business_date

),

found as (

    select
        runs.customer_id, runs.rule_version, runs.day_from, runs.day_to, runs.cny, runs.fx_usd, runs.all_cny,
        seen.all_usd, runs.state, seen.detected_at,
        cast(null as varchar) as amount_problem
    from runs
    left join seen
        on runs.customer_id = seen.customer_id and runs.state = seen.state and runs.day_from = seen.day_from
    -- What cannot be decided at all comes before what a pending payment would do: one trigger a day.
    left join unknown
        on runs.state = 'would_trigger'
        and runs.customer_id = unknown.customer_id
        and runs.day_from = unknown.business_date
    where unknown.customer_id is null
    union all
    select
        unknown.customer_id, rules.rule_version, unknown.business_date, unknown.business_date, 0, 0, null, null,
        'undetermined', unknown.detected_at, unknown.amount_problem
    from unknown
    inner join rules on unknown.business_date between rules.effective_from and rules.effective_to
    where not exists (
        select 1 from runs
        where runs.customer_id = unknown.customer_id
            and runs.state = 'fired'
            and runs.day_from <= unknown.business_date + rules.window_days - 1
            and coalesce(runs.day_to, date '9999-12-31') >= unknown.business_date
    )

)

select
    rules.rule_id,
    rules.rule_version,
    'customer' as subject_type,
    found.customer_id as subject_id,
    found.customer_id,
    found.day_from as trigger_date,
    found.day_from as episode_start,
    found.day_to as episode_end,
    cast(null as varchar) as source_id,
    found.detected_at,
    cast(found.all_cny as decimal(28, 8)) as metric_cny,
    cast({{ usd_total('case when found.cny > 0 and found.fx_usd > 0 then found.all_usd else found.fx_usd end') }}
        as decimal(28, 8)) as metric_usd,
    case when found.state <> 'undetermined' then {{ fx_reason('found', 'rules') }} end as fx_reason,
    found.state,
    case
        when found.state = 'undetermined' then '金额无法确定(' || found.amount_problem || '),30天内收付累计无法判断'
        else '全部账户' || cast(rules.window_days as varchar) || '个日期内收付累计'
    end as facts_zh,
    case
        when found.state = 'undetermined'
            then 'an amount of unknown value (' || found.amount_problem || ') leaves the 30-day total open'
        else 'receipts and payments of all accounts over ' || cast(rules.window_days as varchar) || ' dates'
    end as facts_en
from found
inner join rules on found.rule_version = rules.rule_version
