{#- The lowest level of a hierarchy: the value as it is, in a family that generalises. -#}
{%- macro generalise_leaf(expr) -%}
    {{ expr }}
{%- endmacro %}
