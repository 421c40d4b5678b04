{#- A text to sort by, in the order of its bytes: a server's collation would name another survivor. -#}
{%- macro byte_order(expr) -%}
    {{ return(adapter.dispatch('byte_order')(expr)) }}
{%- endmacro %}

{%- macro default__byte_order(expr) -%}
    {{ expr }}
{%- endmacro %}

{%- macro postgres__byte_order(expr) -%}
    {{ expr }} collate "C"
{%- endmacro %}
