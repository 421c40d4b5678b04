{#- A moment as text, to the microsecond, the same on every engine and under every session time zone. -#}
{% macro exact_time(expr) -%}
    {{ return(adapter.dispatch('exact_time')(expr)) }}
{%- endmacro %}

{% macro duckdb__exact_time(expr) -%}
    strftime(({{ expr }}) at time zone 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')
{%- endmacro %}

{% macro postgres__exact_time(expr) -%}
    to_char(({{ expr }}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
{%- endmacro %}
