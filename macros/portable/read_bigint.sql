{#- A raw column as a whole number, null where it is none; `3.0`, as tools write a count with gaps, is 3. -#}
{% macro read_bigint(column) -%}
    {%- set text = plain_number(column) -%}
    case
        when {{ matches(text, '^[+-]?[0-9]{1,18}([.]0+)?$') }} then cast(split_part({{ text }}, '.', 1) as bigint)
    end
{%- endmacro %}
