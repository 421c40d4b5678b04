{#- A pattern once per sensitive column, which stand last: {i} is its place, {low} and {high} its levels, {l} its l. -#}
{%- macro anonymise_sensitive(spec, pattern, joiner=', ') -%}
    {%- set parts = [] -%}
    {%- for column in spec.columns if column in spec.sensitive -%}
        {%- set place = spec.columns.index(column) -%}
        {%- do parts.append(
            pattern
            | replace('{i}', (place + 1) | string)
            | replace('{low}', spec.lowest[place] | string)
            | replace('{high}', spec.highest[place] | string)
            | replace('{l}', spec.get('l_of', {}).get(column, spec.l) | string)
        ) -%}
    {%- endfor -%}
    {{ return(parts | join(joiner)) }}
{%- endmacro %}
