{#- A text without white space around it (the ideographic and the no-break space count); null where nothing is left. -#}
{% macro trimmed(expr) -%}
    {{ return(adapter.dispatch('trimmed')(expr)) }}
{%- endmacro %}

{% macro default__trimmed(expr) -%}
    nullif(trim(both ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288) from {{ expr }}), '')
{%- endmacro %}

{#- Half the time: nearly every text begins and ends with a plain character, and a pattern sees that faster. -#}
{% macro duckdb__trimmed(expr) -%}
    case when {{ matches(expr, '^[!-~].*[!-~]$') }} then {{ expr }} else {{ default__trimmed(expr) }} end
{%- endmacro %}
