{#- One row per way to choose categories that occurs, and a person who chose so. -#}
{%- macro category_ways() -%}
    select way, min(person_number) as person_number from choosers group by way
{%- endmacro %}
