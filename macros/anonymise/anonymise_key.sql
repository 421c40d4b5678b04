{#- The label of a unit at a node as one number; as text where there are more labels than a number has room for. -#}
{%- macro anonymise_key(spec, last=none) -%}
    {%- set product = namespace(size=1) -%}
    {%- set parts = [] -%}
    {%- for column in spec.columns[:last] -%}
        {%- do parts.append([loop.index, spec.lowest[loop.index0], product.size]) -%}
        {%- set product.size = product.size * spec.sizes[loop.index0] -%}
    {%- endfor -%}
    {%- set room = product.size < 9000000000000000000 -%}
    {%- set terms = [] -%}
    {%- for place, low, size in parts -%}
        {%- set code = 'own.k' ~ place ~ '[node.l' ~ place ~ ' + ' ~ (1 - low) ~ ']' -%}
        {%- do terms.append(code ~ ' * cast(' ~ size ~ ' as bigint)' if room else 'cast(' ~ code ~ ' as text)') -%}
    {%- endfor -%}
    {{ return(terms | join(' + ' if room else " || '.' || ")) }}
{%- endmacro %}
