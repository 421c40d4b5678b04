{#- The flags of a row, `column:reason` joined by `|`, empty where there is none; from flag to condition. -#}
{% macro quality_flags(conditions) -%}
    rtrim(concat(
        {%- for flag, condition in conditions.items() %}
        case when {{ condition }} then '{{ flag }}|' else '' end
        {{- ',' if not loop.last }}
        {%- endfor %}
    ), '|')
{%- endmacro %}
