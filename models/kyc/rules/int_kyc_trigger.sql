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
        found.rule_id, found.rule_version, found.subject_type, found.subject_id, found.trigger_date,
        found.episode_start, found.episode_end, found.source_id, found.detected_at, found.metric_cny,
        found.metric_usd, found.fx_reason, found.state, found.facts_zh, found.facts_en,
        {%- if reading_by_variable('AMB22', 'B') %}
        -- What a record did before its merge is its own; whoever answers for it is the person.
        coalesce(identities.customer_id, found.customer_id) as customer_id,
        {%- else %}
        found.customer_id,
        {%- endif %}
        rules.operator,
        rules.amount_cny as threshold_cny,
        rules.amount_usd as threshold_usd,
        rules.citation_zh,
        rules.citation_en
    from found
    inner join rules on found.rule_id = rules.rule_id and found.rule_version = rules.rule_version
    {%- if reading_by_variable('AMB22', 'B') %}
    left join {{ ref('int_customer_identity') }} as identities on found.customer_id = identities.source_customer_id
    {%- endif %}

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
