{#- The head of a packed decision: whether it lifts the flag, and the second and reading that it rests on. -#}
{%- macro packed_rank(lifts_flag, strictest) -%}
    concat(case when {{ lifts_flag }} then '1' else '0' end, lpad(cast(coalesce({{ strictest }}, 0) as text), 15, '0'))
{%- endmacro %}
