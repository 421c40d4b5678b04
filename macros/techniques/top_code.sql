{#- A value above the bound counts as the bound. -#}
{%- macro top_code(expr, bound, data_type) -%}
    cast(case when {{ expr }} > {{ bound }} then {{ bound }} else {{ expr }} end as {{ data_type }})
{%- endmacro %}
