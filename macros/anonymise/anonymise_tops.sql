{#- The bound of each top-coded column: k persons reach it; settled once for an epoch. -#}
{%- macro anonymise_tops(spec) -%}
    {%- for column in spec.columns if column in spec.top_coded and not spec.levels -%}
        {%- set key = 'c' ~ (spec.columns.index(column) + 1) -%}
        {%- set found = run_query(
            'select cast(own.top as ' ~ dbt.type_string() ~ ') as bound from (select person_id, max(cast(substr(' ~ key
            ~ ', 2) as decimal(28, 8))) as top from anonymise_waiting where ' ~ key ~ " <> '' group by person_id) as own "
            ~ 'order by own.top desc limit 1 offset ' ~ (spec.k - 1)) -%}
        {%- do spec.tops.update({column: found[0][0] if found | length > 0 else none}) -%}
    {%- endfor -%}
{%- endmacro %}
