{#- Aggregate: the text of the row with the highest rank that meets a condition; of equal ranks the smallest text. -#}
{%- macro value_at_highest(value, rank, condition) -%}
    {{ return(adapter.dispatch('value_at_highest')(value, rank, condition)) }}
{%- endmacro %}

{#- `arg_max` alone names whichever of two equal ranks comes first, which differs from run to run. -#}
{%- macro duckdb__value_at_highest(value, rank, condition) -%}
    arg_min({{ value }}, row(-({{ rank }}), {{ value }})) filter (where {{ condition }})
{%- endmacro %}

{%- macro postgres__value_at_highest(value, rank, condition) -%}
    (array_agg({{ value }} order by {{ rank }} desc, {{ value }} collate "C") filter (where {{ condition }}))[1]
{%- endmacro %}
