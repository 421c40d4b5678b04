{#- The part of an amount that falls to one of `holders` (AMB14, reading B), to 12 decimals: rounded up where a total
    reaches its bar, down where it must exceed it, so that the parts of a whole decide as the whole does. -#}
{%- macro holder_share(amount, holders, up) -%}
    {%- if not reading_by_variable('AMB14', 'B') -%}
        {{ return(amount) }}
    {%- endif -%}
    {{ return(adapter.dispatch('holder_share')(amount, holders, holders ~ ' - 1' if up else '0')) }}
{%- endmacro %}

{%- macro default__holder_share(amount, holders, rest) -%}
    cast(div({{ amount }} * 1000000000000 + {{ rest }}, {{ holders }}) * 0.000000000001 as decimal(36, 12))
{%- endmacro %}

{#- DuckDB divides decimals as doubles; whole numbers of 128 bits divide exactly. -#}
{%- macro duckdb__holder_share(amount, holders, rest) -%}
    cast(
        cast((cast({{ amount }} * 1000000000000 as hugeint) + {{ rest }}) // {{ holders }} as decimal(38, 0))
        * cast(0.000000000001 as decimal(13, 12)) as decimal(36, 12)
    )
{%- endmacro %}
