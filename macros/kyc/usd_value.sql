{#- An amount in US dollars through two rates against CNY, to 12 decimals. A quotient of decimals has no end, so the
    total of many is read back to 9 decimals (`usd_total`): then what is equal by arithmetic is equal here. -#}
{%- macro usd_value(amount, cny_per_unit, cny_per_usd) -%}
    {{ return(adapter.dispatch('usd_value')(amount, cny_per_unit, cny_per_usd)) }}
{%- endmacro %}

{%- macro default__usd_value(amount, cny_per_unit, cny_per_usd) -%}
    cast(div({{ amount }} * {{ cny_per_unit }} * 1000000000000, {{ cny_per_usd }}) * 0.000000000001 as decimal(36, 12))
{%- endmacro %}

{#- DuckDB divides decimals as doubles; whole numbers of 128 bits divide exactly. -#}
{%- macro duckdb__usd_value(amount, cny_per_unit, cny_per_usd) -%}
    cast(
        cast(
            cast({{ amount }} * 100 as hugeint) * cast({{ cny_per_unit }} * 100000000 as hugeint) * 10000000000
            // cast({{ cny_per_usd }} * 100000000 as hugeint) as decimal(38, 0)
        ) * cast(0.000000000001 as decimal(13, 12)) as decimal(36, 12)
    )
{%- endmacro %}
