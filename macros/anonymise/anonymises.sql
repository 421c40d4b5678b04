{#- Whether this build may add to the cohorts: one of a day that was named, or of empty tables, may not. -#}
{%- macro anonymises() -%}
    {{ return(build_writes() and not flags.EMPTY and not var('as_of_date', none)) }}
{%- endmacro %}
