{#- The state of an entity: one row per released record and epoch, with its label. -#}
{%- macro cohort_table(relation) -%}
    create table {{ relation }} (
        record_id {{ dbt.type_string() }},
        epoch integer,
        cohort integer,
        released_on date,
        policy {{ dbt.type_string() }},
        levels integer[],
        label text[],
        lower_bound text[],
        upper_bound text[],
        tops text[],
        loss bigint
    )
{%- endmacro %}
