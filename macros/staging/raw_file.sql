{#- A raw table in `raw_path`: the call that reads its Parquet or CSV file; none where there is no file. -#}
{% macro raw_file(table) -%}
    {%- if target.type != 'duckdb' -%}
        {%- do exceptions.raise_compiler_error(
            'raw_path: files are read on DuckDB only; load them into schema ' ~ var('raw_schema')
            ~ ' of this server and set `raw_path: null` in dbt_project.yml'
        ) -%}
    {%- endif -%}
    {%- set files = run_query(
        'select file from glob(' ~ text_value(var('raw_path') ~ '/*') ~ ')'
        ~ " where lower(regexp_extract(file, '[^/]*$')) in (" ~ text_value(table ~ '.parquet') ~ ', '
        ~ text_value(table ~ '.csv') ~ ') order by lower(file) desc'
    ) -%}
    {%- if not files -%}
        {{ return(none) }}
    {%- elif files[0][0].lower().endswith('.parquet') -%}
        {{ return('read_parquet(' ~ text_value(files[0][0]) ~ ')') }}
    {%- endif -%}
    {#- Nothing is guessed: an id of 18 digits stays text, a first row is never taken for data. -#}
    {{ return('read_csv(' ~ text_value(files[0][0]) ~ ", header = true, all_varchar = true, delim = ','"
        ~ ", quote = '\"', escape = '\"', comment = '', skip = 0)") }}
{%- endmacro %}
