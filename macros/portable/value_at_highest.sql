{#- Aggregate: the text of the row with the highest rank that meets a condition; of equal ranks the smallest text. -#}
{%- macro value_at_highest(value, rank, condition) -%}
    {{ return(adapter.dispatch('value_at_highest')(value, rank, condition)) }}
{%- endmacro %}

{#- Equal ranks are two equal choices in one second: whichever row comes first, they say the same. -#}
{%- macro duckdb__value_at_highest(value, rank, condition) -%}
    arg_max({{ value }}, {{ rank }}) filter (where {{ condition }})
{%- endmacro %}

{%- macro postgres__value_at_highest(value, rank, condition) -%}
    (array_agg({{ value }} order by {{ rank }} desc, {{ value }} collate "C") filter (where {{ condition }}))[1]
{%- endmacro %}
