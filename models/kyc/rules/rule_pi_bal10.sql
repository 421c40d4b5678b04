with rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-BAL10'

),

runs as (

    select
        candidates.customer_id,
        runs.*
    from {{ ref('int_balance_run') }} as runs
    inner join {{ ref('int_balance_candidate') }} as candidates on runs.customer_no = candidates.customer_no

),

-- What stands between the first day and the trigger date; the total of that date where the run does not know it.
spells as (

    select * from {{ ref('int_balance_spell') }}
    where coalesce(balance, 1) <> 0

),

seen as (

    select
        runs.customer_no, runs.state, runs.day_from,
        max(case when spells.linked_at > spells.loaded_at then spells.linked_at else spells.loaded_at end)
            as detected_at,
        sum(case when spells.held_to >= runs.trigger_date then spells.balance end) as cny,
        count(distinct owners.account_id) as accounts
    from runs
    inner join spells
        on runs.customer_no = spells.customer_no
        and spells.held_from <= runs.trigger_date
        and spells.held_to >= runs.day_from
    inner join {{ ref('int_balance_owner') }} as owners on spells.owner_no = owners.owner_no
    group by runs.customer_no, runs.state, runs.day_from

),

totals as (

    select
        runs.customer_id, runs.customer_no, runs.state, runs.day_from, runs.day_to, runs.window_days,
        runs.trigger_date, runs.fx_usd,
        coalesce(runs.cny, seen.cny) as cny,
        seen.detected_at, seen.accounts
    from runs
    left join seen
        on runs.customer_no = seen.customer_no and runs.state = seen.state and runs.day_from = seen.day_from

),

found as (

    select
        totals.*,
        -- Of two decimals in a coalesce, DuckDB keeps the shorter fraction: the product stands beside a plain zero.
        totals.cny + coalesce(totals.fx_usd * dollar.cny_per_usd, 0) as all_cny,
        case
            when totals.cny > 0 and totals.fx_usd > 0
                then totals.fx_usd + {{ usd_value('totals.cny', '1.0', 'dollar.cny_per_usd') }}
            else totals.fx_usd
        end as all_usd
    from totals
    left join {{ ref('int_fx_daily') }} as dollar on totals.trigger_date = dollar.rate_day and dollar.currency = 'USD'

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
