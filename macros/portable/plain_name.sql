{#- A name to compare: one middle dot, upper case, no blanks around it. Nearly every name is plain already,
    and the pattern is far cheaper than the translation. -#}
{%- macro plain_name(expr) -%}
    case
        when {{ matches(expr, '^[一-龥]*$') }} then {{ expr }}
        else upper({{ plain_text(expr) }})
    end
{%- endmacro %}
