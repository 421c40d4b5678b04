{#- `value operator bar`, the operator being data: 以上 includes the number, 超过 excludes it (Civil Code 1259).
    A missing bar never fires. -#}
{%- macro compare(value, operator, bar) -%}
    coalesce(case {{ operator }} when '>=' then {{ value }} >= {{ bar }} when '>' then {{ value }} > {{ bar }} end, false)
{%- endmacro %}
