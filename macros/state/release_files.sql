{#- The files of the newest releases; the bound keeps a build's time from growing with the record. -#}
{% macro release_files(ending) -%}
    {%- set files = [] -%}
    {%- if execute and target.type == 'duckdb' and flags.WHICH in ['build', 'run', 'test'] -%}
        {%- set pattern = env_var('DW_HOME', 'warehouse') ~ '/releases/*/*.' ~ ending -%}
        {%- for row in run_query("select file from glob('" ~ pattern | replace("'", "''") ~ "') order by file desc limit 600").rows -%}
            {%- do files.append(row[0]) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(files) }}
{%- endmacro %}
