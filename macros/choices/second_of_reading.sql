{#- The moment of the event that decided. -#}
{%- macro second_of_reading(strictest) -%}
    to_timestamp(cast(({{ strictest }} - mod({{ strictest }}, 16)) as double precision) / 16)
{%- endmacro %}
