{#- A text as a SQL literal. -#}
{% macro text_value(text) -%}
    {{ return(dbt.string_literal(dbt.escape_single_quotes(text | string))) }}
{%- endmacro %}
