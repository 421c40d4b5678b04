{#- The value is gone; the column keeps its place and its type. -#}
{%- macro suppress(data_type) -%}
    cast(null as {{ data_type }})
{%- endmacro %}
