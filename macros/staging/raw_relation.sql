{#- A raw table in the database, whatever the case of its name; none where there is no such table. The demo's are
    dbt's own; in the user's schema a materialized view will do as well. -#}
{% macro raw_relation(relation) -%}
    {%- if var('demo_data', true) -%}
        {{ return(adapter.get_relation(relation.database, relation.schema, relation.identifier)) }}
    {%- endif -%}
    {%- do attach_raw_database() -%}
    {%- set places = ['select table_catalog, table_schema, table_name from information_schema.tables'] -%}
    {%- if target.type == 'postgres' -%}
        {%- do places.append('select current_database(), schemaname, matviewname from pg_matviews') -%}
    {%- endif -%}
    {%- set found = run_query(
        'select table_schema, table_name from (' ~ places | join(' union all ') ~ ') as places'
        ~ ' where table_catalog = ' ~ text_value(relation.database)
        ~ ' and lower(table_schema) = ' ~ text_value(relation.schema | lower)
        ~ ' and lower(table_name) = ' ~ text_value(relation.identifier | lower) ~ ' order by 1 desc, 2 desc'
    ) -%}
    {%- if not found -%}
        {{ return(none) }}
    {%- endif -%}
    {{ return(api.Relation.create(database=relation.database, schema=found[0][0], identifier=found[0][1])) }}
{%- endmacro %}
