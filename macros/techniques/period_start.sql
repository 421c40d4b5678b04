{#- The first day of the decade, year or month of a date, or of a moment seen from Asia/Shanghai. -#}
{%- macro period_start(expr, data_type, period) -%}
    {%- if data_type == 'timestamptz' -%}
    cast(date_trunc('{{ period }}', {{ expr }} at time zone 'Asia/Shanghai') as date)
    {%- else -%}
    cast(date_trunc('{{ period }}', cast({{ expr }} as timestamp)) as date)
    {%- endif -%}
{%- endmacro %}
