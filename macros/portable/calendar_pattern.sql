{#- What a text must look like to begin with a `day`, or to be a `local` time (a day alone is one) or a `zoned` one. -#}
{% macro calendar_pattern(kind) -%}
    {%- set day = '[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])' -%}
    {%- set minute = '([01][0-9]|2[0-3]):[0-5][0-9]' -%}
    {%- set second = ':[0-5][0-9]([.][0-9]{1,9})?' -%}
    {%- set offset = '(Z|[+-](0[0-9]|1[0-5])(:?[0-5][0-9])?)' -%}
    {%- set patterns = {
        'day': '^' ~ day,
        'local': '^' ~ day ~ '([T ]' ~ minute ~ '(' ~ second ~ ')?)?$',
        'zoned': '^' ~ day ~ '[T ]' ~ minute ~ second ~ offset ~ '$',
    } -%}
    {{ return(patterns[kind]) }}
{%- endmacro %}
