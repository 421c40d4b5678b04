{#- A pattern once per column: {i} is its place from 1, {low} and {high} its lowest and highest level. -#}
{%- macro anonymise_list(spec, pattern, joiner=', ') -%}
    {%- set parts = [] -%}
    {%- for column in spec.columns -%}
        {%- do parts.append(
            pattern
            | replace('{i}', loop.index | string)
            | replace('{low}', spec.lowest[loop.index0] | string)
            | replace('{high}', spec.highest[loop.index0] | string)
        ) -%}
    {%- endfor -%}
    {{ return(parts | join(joiner)) }}
{%- endmacro %}
