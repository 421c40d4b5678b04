{#- A text without white space around it (the ideographic and the no-break space count); null where nothing is left. -#}
{% macro trimmed(expr) -%}
    nullif(trim(both concat(' ', chr(9), chr(10), chr(13), chr(160), chr(12288)) from {{ expr }}), '')
{%- endmacro %}
