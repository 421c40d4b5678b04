{#- The levels of one node for all records: the optimum among those that suppress at most what the policy allows.
    From `*` down to where no child is better, which bounds the loss; then every node that the bound leaves open, the
    coarsest first, since a node with too many rare labels closes all finer ones. Without any such node: the top. -#}
{%- macro anonymise_global(spec) -%}
    {%- do spec.update(allowed=(spec.max_suppression * spec.rows) | round(0, 'floor') | int) -%}
    {%- do run_query(anonymise_node(spec)) -%}
    {%- do run_query('create temporary table anonymise_done (node bigint, rare bigint, suppressed bigint, loss bigint)') -%}
    {%- set top = '(select * from anonymise_node where ' ~ anonymise_list(spec, 'l{i} = {high}', ' and ') ~ ')' -%}
    {%- do run_query(anonymise_evaluate(spec, top)) -%}
    {%- if anonymise_best(spec) is none -%}
        {{ return(spec.highest) }}
    {%- endif -%}
    {%- do anonymise_descend(spec) -%}
    {%- do anonymise_close(spec) -%}
    {%- set best = anonymise_best(spec) -%}
    {%- set levels = [] -%}
    {%- for column in spec.columns -%}
        {%- do levels.append(best[loop.index0 + 2] | int) -%}
    {%- endfor -%}
    {{ return(levels) }}
{%- endmacro %}
