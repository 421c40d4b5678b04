{#- `customer__anonymised` lives in schema `anonymised` and is called `customer`;
    `customer__<recipient>` in `selectively_anonymised` keeps its name, for the recipient is no schema. -#}
{% macro generate_alias_name(custom_alias_name=none, node=none) -%}
    {%- if custom_alias_name -%}
        {{ custom_alias_name }}
    {%- elif node.resource_type == 'model' and node.name.endswith('__' ~ (node.config.schema or '')) -%}
        {{ node.name.split('__')[0] }}
    {%- else -%}
        {{ node.name }}
    {%- endif -%}
{%- endmacro %}
