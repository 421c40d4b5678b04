{#- Greedy: from the best node to its best child, as long as that is better. -#}
{%- macro anonymise_descend(spec) -%}
    {%- set at = namespace(node=none, best=anonymise_best(spec)) -%}
    {%- for step in range(spec.highest | sum - spec.lowest | sum) if at.best[0] != at.node -%}
        {%- set at.node = at.best[0] -%}
        {%- set steps = [] -%}
        {%- for column in spec.columns -%}
            {%- set place = loop.index0 -%}
            {%- set child = [] -%}
            {%- for other in spec.columns -%}
                {%- set level = (at.best[loop.index0 + 2] | int) - (1 if loop.index0 == place else 0) -%}
                {%- do child.append('l' ~ loop.index ~ ' = ' ~ level) -%}
            {%- endfor -%}
            {%- do steps.append('(' ~ child | join(' and ') ~ ')') -%}
        {%- endfor -%}
        {%- do run_query(anonymise_evaluate(spec, '(select * from anonymise_node as child where ('
            ~ (steps | join(' or ')) ~ ') and not exists (select 1 from anonymise_done as done '
            ~ 'where done.node = child.node))')) -%}
        {%- set at.best = anonymise_best(spec) -%}
    {%- endfor -%}
{%- endmacro %}
