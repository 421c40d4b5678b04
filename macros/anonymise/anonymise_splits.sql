{#- The best split of each part: the column whose finer level gains most. Children of k persons stand alone; smaller ones
    stay together at the level of the part, and there must be none of them, or k persons. -#}
{%- macro anonymise_splits(spec) -%}
    {%- set persons = 'sum(own.n)' if spec.one_record else 'count(distinct own.person_id)' -%}
    create temporary table anonymise_group as
    with
    children as (
        {% for column in spec.columns -%}
        {%- set i = loop.index -%}
        {%- set low = spec.lowest[loop.index0] -%}
        select
            part.part,
            {{ i }} as position,
            own.k{{ i }}[part.l{{ i }} - {{ low }}] as child,
            sum(own.n * (own.z{{ i }}[part.l{{ i }} + {{ 1 - low }}] - own.z{{ i }}[part.l{{ i }} - {{ low }}])) as gain,
            {{ persons }} as persons,
            case when {{ persons }} >= {{ spec.k }} then 0 else 1 end as is_small
        from anonymise_open as part
        inner join anonymise_weight as own on part.unit = own.unit
        where part.l{{ i }} > {{ low }}
        group by part.part, own.k{{ i }}[part.l{{ i }} - {{ low }}]
        {{ 'union all' if not loop.last }}
        {% endfor -%}
    ),
    ranked as (
        select
            part,
            position,
            row_number() over (partition by part order by sum((1 - is_small) * gain) desc, position) as place
        from children
        group by part, position
        having min(is_small) = 0 and (max(is_small) = 0 or sum(is_small * persons) >= {{ spec.k }})
    )
    select children.part, children.position, children.child, children.is_small
    from children
    inner join ranked on children.part = ranked.part and children.position = ranked.position and ranked.place = 1
{%- endmacro %}
