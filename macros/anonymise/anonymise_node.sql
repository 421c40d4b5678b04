{#- The lattice: every combination of levels, with the lower bound of its loss. -#}
{%- macro anonymise_node(spec) -%}
    create temporary table anonymise_node as
    select
        row_number() over (order by {{ anonymise_list(spec, 'm{i}.loss', ' + ') }}, {{ anonymise_list(spec, 'm{i}.level') }})
            as node,
        {{ anonymise_list(spec, 'm{i}.level as l{i}') }},
        {{ anonymise_list(spec, 'm{i}.loss', ' + ') }} as bound
    from
        {{ anonymise_list(spec, '(select level, loss from anonymise_margin where position = {i}) as m{i}', ' cross join ') }}
{%- endmacro %}
