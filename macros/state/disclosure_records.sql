{#- The newest records of disclosures in custody; the bound keeps a build's time from growing with the record. -#}
{% macro disclosure_records() -%}
    {%- set files = [] -%}
    {%- if execute and target.type == 'duckdb' and flags.WHICH in ['build', 'run', 'test'] -%}
        {%- set pattern = env_var('DW_HOME', 'warehouse') ~ '/disclosures/*/record.json' -%}
        {%- for row in run_query("select file from glob('" ~ pattern | replace("'", "''") ~ "') order by file desc limit 2000").rows -%}
            {%- do files.append(row[0]) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(files) }}
{%- endmacro %}
