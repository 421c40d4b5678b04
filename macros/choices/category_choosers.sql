{#- One row per person who chose categories of data apart, with all that they chose as one text. -#}
{%- macro category_choosers() -%}
    select
        person_number,
        string_agg(
            concat(case when allowed then '+' else '-' end, scope), chr(31) order by {{ byte_order('scope') }}
        ) as way
    from scope_decisions
    where purpose_number = {{ purpose_number('sensitive_data') }}
    group by person_number
{%- endmacro %}
