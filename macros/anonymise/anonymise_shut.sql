{#- Closes what was looked at, what can no longer be best, and what is finer than a node with too many rare labels. -#}
{%- macro anonymise_shut(spec, nodes='anonymise_node') -%}
    delete from anonymise_open
    where
        bound > {{ anonymise_best(spec)[1] | int }}
        or exists (select 1 from anonymise_done as done where done.node = anonymise_open.node)
        or exists (
            select 1
            from anonymise_done as done
            inner join {{ nodes }} as coarse on done.node = coarse.node
            where
                done.rare > {{ spec.allowed }}
                and {{ anonymise_list(spec, 'anonymise_open.l{i} <= coarse.l{i}', ' and ') }}
        )
{%- endmacro %}
