{#- Whether a text matches a regular expression of the kind that every engine reads; anchor it with ^ and $. -#}
{%- macro matches(expr, pattern) -%}
    {{ return(adapter.dispatch('matches')(expr, pattern)) }}
{%- endmacro %}

{%- macro default__matches(expr, pattern) -%}
    ({{ expr }} ~ '{{ pattern }}')
{%- endmacro %}

{%- macro duckdb__matches(expr, pattern) -%}
    regexp_matches({{ expr }}, '{{ pattern }}')
{%- endmacro %}
