{#- The number that a purpose goes by while it is decided about, from 1. -#}
{%- macro purpose_number(purpose) -%}
    {{ return(choice_purposes().index(purpose) + 1) }}
{%- endmacro %}
