{#- Where the interval of a value begins: a month from year 0, a day from 1970, a number, the first characters. -#}
{%- macro interval_floor(unit) -%}
    {%- set width = 'nullif(steps.width, 0)' -%}
    {%- if unit == 'character' -%}
    left(own.leaf, steps.width)
    {%- elif unit == 'month' -%}
    {%- set month = 'extract(year from cast(own.leaf as date)) * 12 + extract(month from cast(own.leaf as date)) - 1' -%}
    cast(floor(cast({{ month }} as double precision) / {{ width }}) * {{ width }} as bigint)
    {%- elif unit == 'day' -%}
    cast(floor(cast(cast(own.leaf as date) - date '1970-01-01' as double precision) / {{ width }}) * {{ width }} as bigint)
    {%- else -%}
    cast(floor(cast(own.leaf as decimal(28, 8)) / {{ width }}) * {{ width }} as bigint)
    {%- endif -%}
{%- endmacro %}
