{#- The first day of the month, as a date of Asia/Shanghai. -#}
{%- macro generalise_month(expr, data_type='date') -%}
    {{ period_start(expr, data_type, 'month') }}
{%- endmacro %}
