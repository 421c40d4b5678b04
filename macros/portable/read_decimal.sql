{#- A raw column as a decimal, null where it is none or does not fit; `1,234.50` is read too. -#}
{% macro read_decimal(column, precision, scale) -%}
    {{ return(adapter.dispatch('read_decimal')(column, precision, scale)) }}
{%- endmacro %}

{% macro duckdb__read_decimal(column, precision, scale) -%}
    {%- set data_type = 'decimal(' ~ precision ~ ', ' ~ scale ~ ')' -%}
    case
        when typeof({{ column }}) <> 'VARCHAR' then try_cast({{ column }} as {{ data_type }})
        else try_cast({{ plain_number(column) }} as {{ data_type }})
    end
{%- endmacro %}

{% macro postgres__read_decimal(column, precision, scale) -%}
    {%- set number = 'round(cast(' ~ plain_number(column) ~ ' as numeric), ' ~ scale ~ ')' -%}
    case
        when abs({{ number }}) < 1e{{ precision - scale }}
            then cast({{ number }} as decimal({{ precision }}, {{ scale }}))
    end
{%- endmacro %}
