{#- One row per combination, and per person where a person may have several records. -#}
{%- macro anonymise_unit(spec) -%}
    {%- set keys = anonymise_list(spec, 'c{i}') ~ ('' if spec.one_record else ', person_id') -%}
    create temporary table anonymise_unit as
    select
        row_number() over (order by {{ keys }}) as unit,
        {{ keys }},
        count(*) as n
    from anonymise_waiting
    group by {{ keys }}
{%- endmacro %}
