{#- The first day of the decade, as a date of Asia/Shanghai. -#}
{%- macro generalise_birth_decade(expr, data_type='date') -%}
    {{ period_start(expr, data_type, 'decade') }}
{%- endmacro %}
