{#- The parts after the splits: a level finer in the column that was chosen, a part of its own for each child. -#}
{%- macro anonymise_split(spec) -%}
    {%- set child = [] -%}
    {%- for column in spec.columns -%}
        {%- do child.append('when ' ~ loop.index ~ ' then own.k' ~ loop.index ~ '[part.l' ~ loop.index ~ ' - '
            ~ spec.lowest[loop.index0] ~ ']') -%}
    {%- endfor -%}
    create temporary table anonymise_done as
    select
        part.unit,
        dense_rank() over (
            order by part.part, coalesce(split.is_small, 0), case when split.is_small = 0 then split.child else 0 end
        ) as part,
        {{ anonymise_list(spec, 'part.l{i} - case when split.position = {i} and split.is_small = 0 then 1 else 0 end as l{i}') }}
    from anonymise_open as part
    inner join anonymise_weight as own on part.unit = own.unit
    left join (select distinct part, position from anonymise_group) as chosen on part.part = chosen.part
    left join anonymise_group as split
        on part.part = split.part and split.child = case chosen.position {{ child | join(' ') }} end
{%- endmacro %}
