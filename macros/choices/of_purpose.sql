{#- The column of a row's own purpose, out of the four that stand side by side. -#}
{%- macro of_purpose(column, purpose='parts.purpose') -%}
    case {{ purpose }}
        {%- for name in choice_purposes() %}
        when '{{ name }}' then ruled.{{ name }}_{{ column }}
        {%- endfor %}
    end
{%- endmacro %}
