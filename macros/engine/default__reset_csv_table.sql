{#- dbt empties a seed's table and keeps its columns, so a seed that has got a column since the last build would not
    load, with a message of the CSV reader. A table of other columns is made anew instead. -#}
{% macro default__reset_csv_table(model, full_refresh, old_relation, agate_table) -%}
    {%- set there = adapter.get_columns_in_relation(old_relation) | map(attribute='name') | map('lower') | list -%}
    {%- set given = agate_table.column_names | map('lower') | list -%}
    {%- if full_refresh or there != given -%}
        {%- do adapter.drop_relation(old_relation) -%}
        {{ return(create_csv_table(model, agate_table)) }}
    {%- endif -%}
    {%- do adapter.truncate_relation(old_relation) -%}
    {{ return('truncate table ' ~ old_relation.render()) }}
{%- endmacro %}
