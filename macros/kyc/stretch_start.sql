{#- The first day of the stretch in which a date lies, of stretches of `days` days one after the other. -#}
{%- macro stretch_start(day, days) -%}
    {{ day }} - cast(mod({{ day }} - date '2000-01-01', {{ days }}) as integer)
{%- endmacro %}
