{#- The rows of a raw table with its columns in lower case and its texts trimmed: the demo seed, the user's table
    or the user's file. An absent table has no rows, an absent optional column is null, an absent required one
    stops the build. -#}
{% macro raw(table, columns, optional=[]) -%}
    {#- Before anything is looked up: dbt reads the lineage while no database can be asked. -#}
    {%- set relation = ref('raw_' ~ table) if var('demo_data', true) else source('raw', table) -%}
    {%- set place = raw_place(table, relation) if execute else {'name': table, 'rows': none, 'columns': {}} -%}
    {%- set missing = columns | reject('in', place.columns) | list -%}
    {%- if place.rows and missing -%}
        {%- do exceptions.raise_compiler_error(
            place.name ~ ': has no column ' ~ missing | join(', ')
            ~ '; add it to the extract, empty where the value is not known, and load the table again'
        ) -%}
    {%- endif -%}
    select
        {%- for column in columns + optional %}
        {%- set found = place.columns.get(column) %}
        {%- set value = adapter.quote(found.name) if found else 'cast(null as text)' %}
        {{ trimmed(value) if found and found.is_text else value }} as {{ column }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    {{ 'from ' ~ place.rows if place.rows else 'where 1 = 0' }}
{%- endmacro %}
