{#- The raw tables of `_sources.yml` that the user's raw location holds, whether they are read or not. -#}
{% macro raw_tables_present() -%}
    {%- set names = [] -%}
    {%- for source in graph.sources.values() if source.source_name == 'raw' -%}
        {%- do names.append(source.name) -%}
    {%- endfor -%}
    {%- if var('raw_path', none) and target.type == 'duckdb' -%}
        {%- set found = run_query(
            "select distinct regexp_extract(lower(file), '([^/]+)[.](parquet|csv)$', 1) from glob("
            ~ text_value(var('raw_path') ~ '/*') ~ ')'
        ) -%}
    {%- else -%}
        {%- set is_attached = var('raw_database', none) and target.type == 'duckdb' -%}
        {%- set database = 'raw_source' if is_attached else target.database -%}
        {%- set places = ['select table_catalog, table_schema, table_name from information_schema.tables'] -%}
        {%- if target.type == 'postgres' -%}
            {%- do places.append('select current_database(), schemaname, matviewname from pg_matviews') -%}
        {%- endif -%}
        {%- set found = run_query(
            'select distinct lower(table_name) from (' ~ places | join(' union all ') ~ ') as places'
            ~ ' where lower(table_schema) = ' ~ text_value(var('raw_schema') | lower)
            ~ ' and table_catalog = ' ~ text_value(database)
        ) -%}
    {%- endif -%}
    {{ return(found.columns[0].values() | select('in', names) | sort) }}
{%- endmacro %}
