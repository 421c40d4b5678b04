{#- The last day that this build knows: `as_of_date`, else the day on which the command started in Shanghai. -#}
{% macro as_of_date() -%}
    cast('{{ as_of_day() }}' as date)
{%- endmacro %}
