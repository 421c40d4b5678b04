{#- Demo and real people never share a build, and the past never overwrites a warehouse in use. -#}
{% macro guard_raw_location() -%}
    {%- if execute -%}{%- do attach_raw_database() -%}{%- endif -%}
    {%- if build_writes() -%}
        {%- set place = var('raw_path', none) or var('raw_database', none) or 'schema ' ~ var('raw_schema') -%}
        {%- set present = raw_tables_present() -%}
        {%- if var('demo_data', true) and present -%}
            {%- do exceptions.raise_compiler_error(
                place ~ ': holds raw tables (' ~ present | join(', ') ~ ') while demo_data is not false; set '
                ~ '`demo_data: false` under vars in dbt_project.yml, or run `steward init`'
            ) -%}
        {%- endif -%}
        {%- set missing = [] if var('demo_data', true) else raw_tables_missing(present) -%}
        {%- if missing -%}
            {%- do exceptions.raise_compiler_error(
                place ~ ': has no table ' ~ missing | join(', ') ~ ' while demo_data is false; load it, mend '
                ~ 'raw_schema, raw_database or raw_path, or leave the module that needs it out of `modules`, '
                ~ 'all in dbt_project.yml'
            ) -%}
        {%- endif -%}
        {%- do guard_as_of_date() -%}
    {%- endif -%}
{%- endmacro %}
