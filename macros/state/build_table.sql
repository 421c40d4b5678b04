{#- The name of the table that holds one row per build, behind `schema_prefix`. -#}
{% macro build_table() -%}
    {{ return(generate_schema_name('audit', none) ~ '.aud_build') }}
{%- endmacro %}
