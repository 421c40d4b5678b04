{#- Ends a CTE whose columns are costly: PostgreSQL would merge it into its readers and compute a column again
    wherever it is named. Not materialized, for that would write every row to disk. -#}
{% macro computed_once() -%}
    {{ return(adapter.dispatch('computed_once')()) }}
{%- endmacro %}

{% macro default__computed_once() -%}
{%- endmacro %}

{% macro postgres__computed_once() -%}
    offset 0
{%- endmacro %}
