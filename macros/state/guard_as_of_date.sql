{#- A build of a past day would overwrite a warehouse in use; `steward as-of` sets `as_of_copy` on its copy.
    Only `run_query` here: a look into the adapter's cache opens a transaction, and dbt rolls back what the next
    hook writes in it. -#}
{% macro guard_as_of_date() -%}
    {%- set as_of = var('as_of_date', none) -%}
    {%- if as_of and not modules.re.fullmatch('[0-9]{4}-[0-9]{2}-[0-9]{2}', as_of | string) -%}
        {%- do exceptions.raise_compiler_error('as_of_date: `' ~ as_of ~ '` is no date; write it as 2026-03-31') -%}
    {%- endif -%}
    {%- if as_of and as_of | string < today_in_shanghai() and not var('as_of_copy', false) -%}
        {%- set vault = generate_schema_name('vault', none) -%}
        {%- set map = run_query(
            'select 1 from information_schema.tables where table_catalog = ' ~ text_value(target.database)
            ~ ' and table_schema = ' ~ text_value(vault) ~ " and table_name = 'vlt_pseudonym'"
        ) -%}
        {%- set rows = run_query('select 1 from ' ~ vault ~ '.vlt_pseudonym limit 1') if map | length > 0 else [] -%}
        {%- set used = rows | length > 0 -%}
        {%- if target.type == 'duckdb' and not used -%}
            {%- set files = text_value(env_var('DW_HOME', 'warehouse') ~ '/published/*/*.duckdb') -%}
            {%- set used = run_query('select count(*) from glob(' ~ files ~ ')')[0][0] > 0 -%}
        {%- endif -%}
        {%- if used -%}
            {%- do exceptions.raise_compiler_error(
                'as_of_date: ' ~ as_of ~ ' is past, and this warehouse holds published files or pseudonyms that a '
                ~ 'build of the past would overwrite; run `steward as-of ' ~ as_of ~ '`, which builds a copy'
            ) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
