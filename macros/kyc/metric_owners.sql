{#- Who owns an account when the threshold rules add up: the owners, or their parts under other readings. -#}
{%- macro metric_owners() -%}
    {%- if reading_by_variable('AMB14', 'B') or reading_by_variable('AMB22', 'B') -%}
        {{ return(ref('int_account_share')) }}
    {%- endif -%}
    {{ return(ref('int_account_owner')) }}
{%- endmacro %}
