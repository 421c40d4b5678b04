{#- The day in Shanghai on which a moment lies. -#}
{% macro shanghai_date(expr) -%}
    cast(({{ expr }}) at time zone 'Asia/Shanghai' as date)
{%- endmacro %}
