{#- The columns of `found` that an event without amounts leaves empty, and its sentence. -#}
{%- macro event_facts(zh, en) -%}
    cast(null as date) as episode_end,
    cast(null as decimal(36, 10)) as metric_cny,
    cast(null as decimal(36, 12)) as metric_usd,
    cast(null as varchar) as fx_reason,
    'fired' as state,
    {{ zh }} as facts_zh,
    {{ en }} as facts_en
{%- endmacro %}
