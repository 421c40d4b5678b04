{#- The name of an interval: 1980-1989, 2026-06, 2026-04..2026-06, [100, 200); of a code its first characters: 20*. -#}
{%- macro interval_label(unit) -%}
    {%- set lower = interval_bound(unit, 'lower') -%}
    {%- set upper = interval_bound(unit, 'upper') -%}
    {%- if unit == 'character' -%}
    low || '*'
    {%- elif unit == 'month' -%}
    case
            when width = 12 then left({{ lower }}, 4)
            when mod(width, 12) = 0 then left({{ lower }}, 4) || '-' || left({{ upper }}, 4)
            when width = 1 then left({{ lower }}, 7)
            else left({{ lower }}, 7) || '..' || left({{ upper }}, 7)
        end
    {%- elif unit == 'day' -%}
    case when width = 1 then {{ lower }} else {{ lower }} || '..' || {{ upper }} end
    {%- else -%}
    '[' || {{ lower }} || ', ' || {{ upper }} || ')'
    {%- endif -%}
{%- endmacro %}
