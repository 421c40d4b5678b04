{#- Fills the working tables: who waits, which combinations they have, and their code and loss at every level. -#}
{%- macro anonymise_prepare(sql, spec) -%}
    {%- do anonymise_clear() -%}
    {%- do run_query(anonymise_waiting(sql, spec)) -%}
    {%- do anonymise_tops(spec) -%}
    {%- do run_query(anonymise_path(spec)) -%}
    {%- do run_query(anonymise_unit(spec)) -%}
    {%- do run_query(anonymise_code()) -%}
    {%- set counts = run_query('select position, max(number) + 1 from anonymise_code group by position order by position') -%}
    {%- do spec.update(sizes=counts.columns[1].values() | map('int') | list) -%}
    {%- do run_query(anonymise_weight(spec)) -%}
    {%- set sums = run_query('select coalesce(sum(n), 0), count(*) from anonymise_weight')[0] -%}
    {%- do spec.update(rows=sums[0] | int, combinations=sums[1] | int) -%}
    {%- do run_query(anonymise_margin(spec)) -%}
    {%- do run_query('create temporary table anonymise_level (unit bigint'
        ~ anonymise_list(spec, ', l{i} integer', '') ~ ')') -%}
{%- endmacro %}
