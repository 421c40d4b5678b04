{#- True while a command runs that writes relations; false at parse, compile, test and docs. -#}
{% macro build_writes() -%}
    {{ return(execute and flags.WHICH in ['build', 'run', 'seed', 'snapshot']) }}
{%- endmacro %}
