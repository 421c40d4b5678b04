{#- The current rows of a table, and the sum of its amounts if it has any, per business date. -#}
{% macro counted_rows(table, day, amount=none) -%}
    select
        '{{ table }}' as table_name,
        {{ day }} as business_date,
        count(*) as counted_rows,
        {{ 'cast(sum(' ~ amount ~ ') as decimal(38, 2))' if amount else 'cast(null as decimal(38, 2))' }} as counted_amount
    from {{ ref('stg_' ~ table) }}
    where is_current
    group by {{ day }}
{%- endmacro %}
