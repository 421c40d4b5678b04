{#- Local recoding from `*` downwards (Mondrian over hierarchies): every part is split by the column that gains most,
    as long as k persons are in each of its children; nobody is left over. -#}
{%- macro anonymise_top_down(spec) -%}
    {%- do run_query('create temporary table anonymise_open as select unit, cast(1 as bigint) as part, '
        ~ anonymise_list(spec, '{high} as l{i}') ~ ' from anonymise_weight') -%}
    {%- set at = namespace(split=1) -%}
    {%- for round in range(1000) if at.split > 0 -%}
        {%- do run_query('drop table if exists anonymise_group') -%}
        {%- do run_query(anonymise_splits(spec)) -%}
        {%- set at.split = run_query('select count(*) from anonymise_group')[0][0] | int -%}
        {%- if at.split > 0 -%}
            {%- do run_query('drop table if exists anonymise_done') -%}
            {%- do run_query(anonymise_split(spec)) -%}
            {%- do run_query('drop table anonymise_open') -%}
            {%- do run_query('create temporary table anonymise_open as select * from anonymise_done') -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do run_query('insert into anonymise_level select unit, ' ~ anonymise_list(spec, 'l{i}') ~ ' from anonymise_open') -%}
{%- endmacro %}
