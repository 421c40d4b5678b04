{#- The first part of a text that a pattern without groups matches; null where none does. -#}
{%- macro first_match(expr, pattern) -%}
    {{ return(adapter.dispatch('first_match')(expr, pattern)) }}
{%- endmacro %}

{%- macro duckdb__first_match(expr, pattern) -%}
    nullif(regexp_extract({{ expr }}, '{{ pattern }}'), '')
{%- endmacro %}

{%- macro postgres__first_match(expr, pattern) -%}
    substring({{ expr }} from '{{ pattern }}')
{%- endmacro %}
