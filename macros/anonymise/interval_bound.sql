{#- A bound of an interval as text, `part` lower or upper: a day, the last one included, or a number, the upper one
    the first above; codes have none. -#}
{%- macro interval_bound(unit, part) -%}
    {%- set value = 'low' if part == 'lower' else 'low + width' -%}
    {%- set back = '' if part == 'lower' else ' - 1' -%}
    {%- if unit == 'character' -%}
    cast(null as {{ dbt.type_string() }})
    {%- elif unit == 'month' -%}
    cast(make_date(
            cast(floor(cast({{ value }} as double precision) / 12) as integer),
            cast(mod({{ value }}, 12) as integer) + 1, 1){{ back }} as {{ dbt.type_string() }})
    {%- elif unit == 'day' -%}
    cast(date '1970-01-01' + cast({{ value }} as integer){{ back }} as {{ dbt.type_string() }})
    {%- else -%}
    cast({{ value }} as {{ dbt.type_string() }})
    {%- endif -%}
{%- endmacro %}
