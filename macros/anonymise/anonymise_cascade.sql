{#- Local recoding from the finest labels upwards: nodes in the order of what they lose, in batches half as wide again
    each time; a batch is repeated until it releases nothing. What is left at the end waits. -#}
{%- macro anonymise_cascade(spec) -%}
    {%- do run_query(anonymise_node(spec)) -%}
    {%- do run_query('create temporary table anonymise_left as select * from anonymise_weight') -%}
    {%- set last = run_query('select count(*) from anonymise_node')[0][0] | int -%}
    {%- set at = namespace(first=1, width=1, left=spec.combinations) -%}
    {%- for batch in range(10000) if at.first <= last and at.left > 0 -%}
        {%- for again in range(1000) if again == 0 or at.released -%}
            {%- do run_query(anonymise_batch(spec, at.first, at.first + at.width - 1)) -%}
            {%- do run_query('delete from anonymise_left where unit in (select unit from anonymise_level)') -%}
            {%- set left = run_query('select count(*) from anonymise_left')[0][0] | int -%}
            {%- set at.released = left < at.left -%}
            {%- set at.left = left -%}
        {%- endfor -%}
        {%- set at.first = at.first + at.width -%}
        {%- set at.width = [(at.width * 3 + 1) // 2, [2000000 // ([at.left, 1] | max), 1] | max] | min -%}
    {%- endfor -%}
{%- endmacro %}
