{#- A number as text without the commas between thousands, null where it is no number of a size that can be read. -#}
{% macro plain_number(column) -%}
    {%- set text = read_text(column) -%}
    case
        when {{ matches(text, '^[+-]?[0-9]{1,30}([.][0-9]{1,30})?$') }} then {{ text }}
        when {{ matches(text, '^[+-]?[0-9]{1,3}(,[0-9]{3}){1,9}([.][0-9]{1,30})?$') }} then replace({{ text }}, ',', '')
    end
{%- endmacro %}
