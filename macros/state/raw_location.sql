{#- Where the raw tables are read from, in words. -#}
{% macro raw_location() -%}
    {%- if var('demo_data', true) -%}
        {{ return('demo seeds in schema ' ~ generate_schema_name('raw_demo', none)) }}
    {%- elif var('raw_path', none) -%}
        {{ return('files in ' ~ var('raw_path')) }}
    {%- elif var('raw_database', none) -%}
        {{ return('schema ' ~ var('raw_schema') ~ ' of ' ~ var('raw_database')) }}
    {%- endif -%}
    {{ return('schema ' ~ var('raw_schema')) }}
{%- endmacro %}
