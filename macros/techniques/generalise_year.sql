{#- The first day of the year, as a date of Asia/Shanghai. -#}
{%- macro generalise_year(expr, data_type='date') -%}
    {{ period_start(expr, data_type, 'year') }}
{%- endmacro %}
