{#- The column of a row's own purpose, out of those that stand side by side. -#}
{%- macro of_purpose(column) -%}
    case purpose_number
        {%- for name in choice_purposes() %}
        when {{ loop.index }} then {{ name }}_{{ column }}
        {%- endfor %}
    end
{%- endmacro %}
