{#- Where the rows of a raw table are: its name for messages, what to select from (none where the table is
    absent), and its columns by lower-case name: how each is written, and whether it is text. -#}
{% macro raw_place(table, relation) -%}
    {%- set in_files = var('raw_path', none) and not var('demo_data', true) -%}
    {%- if in_files -%}
        {%- set rows = raw_file(table) -%}
        {%- set name = var('raw_path') ~ '/' ~ table -%}
    {%- else -%}
        {%- set rows = raw_relation(relation) -%}
        {%- set name = relation.schema ~ '.' ~ relation.identifier -%}
    {%- endif -%}
    {%- set columns = {} -%}
    {%- if rows and in_files -%}
        {%- for row in run_query('describe select * from ' ~ rows) -%}
            {%- do columns.update({row[0] | lower: {'name': row[0], 'is_text': row[1] == 'VARCHAR'}}) -%}
        {%- endfor -%}
    {%- elif rows -%}
        {%- for column in adapter.get_columns_in_relation(rows) -%}
            {%- set is_text = column.dtype | lower in ['varchar', 'text', 'character varying', 'character'] -%}
            {%- do columns.update({column.name | lower: {'name': column.name, 'is_text': is_text}}) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return({'name': name, 'rows': rows, 'columns': columns}) }}
{%- endmacro %}
