{#- An amount as it is read: two decimals, `unknown` when missing. -#}
{%- macro money_text(expr) -%}
    coalesce(cast(cast(round({{ expr }}, 2) as decimal(36, 2)) as varchar), '?')
{%- endmacro %}
