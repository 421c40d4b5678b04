{#- The columns of a rule, from a CTE `found` (subject_id, customer_id, trigger_date, episode_end, source_id, detected_at,
    metric_cny, metric_usd, fx_reason, state, facts_zh, facts_en) and the version in force on the trigger date. -#}
{%- macro event_trigger(rule_id, subject_type, by_version=false) -%}
select
    rules.rule_id,
    rules.rule_version,
    '{{ subject_type }}' as subject_type,
    found.subject_id,
    found.customer_id,
    found.trigger_date,
    found.trigger_date as episode_start,
    cast(found.episode_end as date) as episode_end,
    cast(found.source_id as varchar) as source_id,
    found.detected_at,
    cast(found.metric_cny as decimal(28, 8)) as metric_cny,
    cast({{ usd_total('found.metric_usd') }} as decimal(28, 8)) as metric_usd,
    cast(found.fx_reason as varchar) as fx_reason,
    found.state,
    found.facts_zh,
    found.facts_en
from found
inner join {{ ref('int_kyc_rule') }} as rules
    on rules.rule_id = '{{ rule_id }}'
    {% if by_version %}
    and rules.rule_version = found.rule_version
    {% else %}
    and found.trigger_date between rules.effective_from and rules.effective_to
    {% endif %}
where found.trigger_date <= {{ as_of_date() }}
{%- endmacro %}
