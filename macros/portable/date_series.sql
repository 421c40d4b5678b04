{#- A relation of one column `day`: every date from `first` to `last`, inclusive. -#}
{%- macro date_series(first, last) -%}
    {{ return(adapter.dispatch('date_series')(first, last)) }}
{%- endmacro %}

{%- macro default__date_series(first, last) -%}
    (select cast(generate_series as date) as day from generate_series({{ first }}, {{ last }}, interval '1 day'))
{%- endmacro %}

{%- macro duckdb__date_series(first, last) -%}
    (select cast(generate_series as date) as day from generate_series({{ first }}, {{ last }}, interval 1 day))
{%- endmacro %}
