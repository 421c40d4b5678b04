{#- DuckDB: the user's own file beside the build file, read-only, for every command that may read a source. -#}
{% macro attach_raw_database() -%}
    {%- set path = var('raw_database', none) -%}
    {%- if path and target.type == 'duckdb' -%}
        {%- if run_query('select count(*) from glob(' ~ text_value(path) ~ ')')[0][0] == 0 -%}
            {%- do exceptions.raise_compiler_error(
                'raw_database: there is no file ' ~ path ~ '; mend raw_database in dbt_project.yml'
            ) -%}
        {%- endif -%}
        {%- do run_query('attach if not exists ' ~ text_value(path) ~ ' as raw_source (read_only)') -%}
    {%- endif -%}
{%- endmacro %}
