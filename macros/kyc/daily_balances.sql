{#- The balances of a day: the closing ones, or the highest of the day (AMB08, reading B). -#}
{%- macro daily_balances() -%}
    {%- if reading_by_variable('AMB08', 'B') -%}
        {{ return(ref('int_balance_peak')) }}
    {%- endif -%}
    {{ return(ref('account_balance__personal_data')) }}
{%- endmacro %}
