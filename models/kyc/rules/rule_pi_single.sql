with rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-SINGLE'

),

-- The lowest bar of any version first: it keeps the joins small.
candidates as (

    select
        *,
        cny is null and fx_usd is null as is_unknown,
        fx_usd as all_usd
    from {{ ref('int_flow') }}
    where cny >= (select min(amount_cny) from rules)
        or fx_usd >= (select min(amount_usd) from rules)
        or ({{ reading('AMB11') }} = 'B' and all_cny >= (select min(amount_cny) from rules))
        or (cny is null and fx_usd is null and {{ reading('AMB13') }} = 'A')

)

select
    rules.rule_id,
    rules.rule_version,
    'customer' as subject_type,
    candidates.customer_id as subject_id,
    candidates.customer_id,
    candidates.business_date as trigger_date,
    candidates.business_date as episode_start,
    candidates.business_date as episode_end,
    candidates.transaction_id as source_id,
    candidates.known_at as detected_at,
    cast(candidates.all_cny as decimal(28, 8)) as metric_cny,
    cast(candidates.fx_usd as decimal(28, 8)) as metric_usd,
    case when not candidates.is_unknown then {{ fx_reason('candidates', 'rules') }} end as fx_reason,
    case when candidates.is_unknown then 'undetermined' when candidates.counts then 'fired' else 'would_trigger' end
        as state,
    case when candidates.is_unknown then '单笔收付金额无法确定(' || candidates.amount_problem || ')' else '单笔收付' end
        as facts_zh,
    case
        when candidates.is_unknown then 'one payment of unknown value (' || candidates.amount_problem || ')'
        else 'one payment'
    end as facts_en
from candidates
inner join rules on candidates.business_date between rules.effective_from and rules.effective_to
where candidates.is_unknown
    or {{ over_bar('candidates', 'rules', reading('AMB11') ~ " = 'B'") }}
