{#- Whether a record's person is younger than so many years on the day of a moment; not known is not younger. -#}
{%- macro is_younger_than(years, at) -%}
    coalesce(general.birth_date > {{ shanghai_date(at) }} - interval '{{ years }} years', false)
{%- endmacro %}
