{#- The last day on which a record is kept that begins on `day`: by version 1 to 31 December of year + 5 (自当年计起; or
    the year itself is the first, AMB23), by version 2 ten years to the day. -#}
{%- macro retained_until(day, rule_version) -%}
    {%- if rule_version == 1 -%}
    cast(
        cast(
            cast(extract(year from {{ day }}) as integer) + case when {{ reading('AMB23') }} = 'B' then 4 else 5 end as varchar
        ) || '-12-31' as date
    )
    {%- else -%}
    cast({{ day }} + interval '10 years' as date)
    {%- endif -%}
{%- endmacro %}
