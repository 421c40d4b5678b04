{#- The zone or family is the schema, with the site's prefix in front. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ var('schema_prefix', '') ~ (custom_schema_name or target.schema) }}
{%- endmacro %}
