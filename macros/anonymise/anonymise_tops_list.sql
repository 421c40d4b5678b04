{#- The bounds of top coding as texts, one place per column. -#}
{%- macro anonymise_tops_list(spec) -%}
    {%- set parts = [] -%}
    {%- for column in spec.columns -%}
        {%- set top = spec.tops.get(column) -%}
        {%- do parts.append("'" ~ top ~ "'" if top else 'null') -%}
    {%- endfor -%}
    {{ return(parts | join(', ')) }}
{%- endmacro %}
