{#- Looks at every node that may still be better than the best, in batches, until none is left. -#}
{%- macro anonymise_close(spec) -%}
    {%- set size = [[1000000 // ([spec.combinations, 1] | max), 16] | max, 512] | min -%}
    {%- do run_query('create temporary table anonymise_open as select * from anonymise_node where bound <= '
        ~ (anonymise_best(spec)[1] | int)) -%}
    {%- do run_query(anonymise_shut(spec)) -%}
    {%- set at = namespace(open=1) -%}
    {%- for round in range(100000) if at.open > 0 -%}
        {%- do run_query('drop table if exists anonymise_left') -%}
        {%- do run_query(
            'create temporary table anonymise_left as select * from anonymise_open order by bound desc, node limit ' ~ size) -%}
        {%- do run_query(anonymise_evaluate(spec, 'anonymise_left')) -%}
        {%- do run_query(anonymise_shut(spec, 'anonymise_left')) -%}
        {%- set at.open = run_query('select count(*) from anonymise_open')[0][0] | int -%}
    {%- endfor -%}
{%- endmacro %}
