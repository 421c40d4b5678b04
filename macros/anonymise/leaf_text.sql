{#- A value as the text that the hierarchies know: a moment is its day in Asia/Shanghai. -#}
{%- macro leaf_text(expr, data_type) -%}
    {%- if data_type == 'text' -%}
    {{ expr }}
    {%- elif data_type == 'timestamptz' -%}
    cast({{ shanghai_date(expr) }} as {{ dbt.type_string() }})
    {%- else -%}
    cast({{ expr }} as {{ dbt.type_string() }})
    {%- endif -%}
{%- endmacro %}
