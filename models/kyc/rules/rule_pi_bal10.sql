with rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-BAL10'

),

runs as (

    select * from {{ ref('int_balance_run') }}

),

spells as (

    select * from {{ ref('int_balance_spell') }}

),

-- The amounts of the day on which the rule fires: the last step up to it.
steps as (

    select
        runs.customer_id, runs.state, runs.day_from, steps.cny, steps.fx_usd, steps.all_cny,
        row_number() over (
            partition by runs.customer_id, runs.state, runs.day_from
            order by steps.day_from desc
        ) as newest
    from runs
    inner join {{ ref('int_balance_step') }} as steps
        on runs.customer_id = steps.customer_id and steps.day_from <= runs.trigger_date

),

seen as (

    select
        runs.customer_id, runs.state, runs.day_from,
        max(case when spells.linked_at > spells.loaded_at then spells.linked_at else spells.loaded_at end)
            as detected_at,
        count(distinct spells.account_id) as accounts
    from runs
    inner join spells
        on runs.customer_id = spells.customer_id
        and spells.held_from <= runs.trigger_date
        and spells.held_to >= runs.day_from
    where coalesce(spells.balance, 1) <> 0
    group by runs.customer_id, runs.state, runs.day_from

),

found as (

    select
        runs.*,
        steps.cny, steps.fx_usd, steps.all_cny,
        case
            when steps.cny > 0 and steps.fx_usd > 0
                then steps.fx_usd + {{ usd_value('steps.cny', '1.0', 'dollar.cny_per_usd') }}
            else steps.fx_usd
        end as all_usd,
        seen.detected_at,
        seen.accounts
    from runs
    left join steps
        on runs.customer_id = steps.customer_id
        and runs.state = steps.state
        and runs.day_from = steps.day_from
        and steps.newest = 1
    left join seen
        on runs.customer_id = seen.customer_id and runs.state = seen.state and runs.day_from = seen.day_from
    left join {{ ref('int_fx_daily') }} as dollar on runs.trigger_date = dollar.rate_day and dollar.currency = 'USD'

)

select
    rules.rule_id,
    rules.rule_version,
    'customer' as subject_type,
    found.customer_id as subject_id,
    found.customer_id,
    found.trigger_date,
    found.day_from as episode_start,
    found.day_to as episode_end,
    cast(null as varchar) as source_id,
    found.detected_at,
    cast(found.all_cny as decimal(28, 8)) as metric_cny,
    cast({{ usd_total('nullif(found.all_usd, 0)') }} as decimal(28, 8)) as metric_usd,
    case when found.state = 'fired' then {{ fx_reason('found', 'rules') }} end as fx_reason,
    found.state,
    case
        when found.state = 'undetermined' then '有余额无法确定,连续' || cast(found.window_days as varchar) || '天余额无法判断'
        else '全部' || cast(found.accounts as varchar) || '个账户余额连续第' || cast(found.window_days as varchar) || '天'
    end as facts_zh,
    case
        when found.state = 'undetermined'
            then 'a balance of unknown value leaves ' || cast(found.window_days as varchar) || ' days in a row open'
        else 'balance of ' || cast(found.accounts as varchar) || ' account(s), day '
            || cast(found.window_days as varchar) || ' in a row'
    end as facts_en
from found
inner join rules on found.trigger_date between rules.effective_from and rules.effective_to
