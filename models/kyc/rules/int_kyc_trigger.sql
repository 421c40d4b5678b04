with found as (

    {% for rule_id, relation in kyc_rule_models().items() %}
    select
        rule_id, rule_version, subject_type, subject_id, customer_id, trigger_date, episode_start, episode_end,
        source_id, detected_at, metric_cny, metric_usd, fx_reason, state, facts_zh, facts_en
    from {{ relation }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

rules as (

    select * from {{ ref('int_kyc_rule') }}

),

cited as (

    select
        found.*,
        rules.operator,
        rules.amount_cny as threshold_cny,
        rules.amount_usd as threshold_usd,
        rules.citation_zh,
        rules.citation_en
    from found
    inner join rules on found.rule_id = rules.rule_id and found.rule_version = rules.rule_version

),

phrased as (

    select
        *,
        {{ bar_text() }} as bar,
        case operator when '>=' then '(以上,含本数)' when '>' then '(超过,不含本数)' else '' end as operator_zh
    from cited

)

select
    md5(
        rule_id || '|' || cast(rule_version as varchar) || '|' || subject_type || '|' || subject_id || '|'
        || cast(episode_start as varchar) || '|' || coalesce(source_id, '')
    ) as trigger_id,
    rule_id,
    rule_version,
    subject_type,
    subject_id,
    customer_id,
    trigger_date,
    episode_end,
    source_id,
    detected_at,
    metric_cny,
    metric_usd,
    operator,
    threshold_cny,
    threshold_usd,
    fx_reason,
    cast(trigger_date as varchar) || ' ' || facts_zh || bar || operator_zh || ',依据' || citation_zh || '。' as why_zh,
    cast(trigger_date as varchar) || ': ' || facts_en || bar || ', under ' || citation_en || '.' as why_en,
    state,
    episode_start
from phrased
