{#- The raw tables that a module in use cannot do without and that are not among `present`. -#}
{% macro raw_tables_missing(present) -%}
    {%- set missing = [] -%}
    {%- for source in graph.sources.values() if source.source_name == 'raw' and source.name not in present -%}
        {%- set needed_by = (source.config.get('meta') or source.meta or {}).get('needed_by', []) -%}
        {%- if needed_by | select('in', var('modules', ['privacy', 'kyc', 'crm'])) | list -%}
            {%- do missing.append(source.name) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(missing | sort) }}
{%- endmacro %}
