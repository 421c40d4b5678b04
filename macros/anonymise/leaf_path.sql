{#- Per value of a column its label at each level of a hierarchy of values; a value that the hierarchy does not list
    shows itself at level 0 and `(unlisted)` above. Loss in millionths: of the hierarchy's leaves, those under the label. -#}
{%- macro leaf_path(leaves, position, column, hierarchy, lowest, highest) -%}
    {%- set rows = "(select leaf, level, node from " ~ ref('leaf_hierarchies') ~ " where attribute = '" ~ hierarchy ~ "')" %}
    select
        {{ position }} as position,
        coalesce('=' || own.leaf, '') as leaf_key,
        steps.level,
        case
            when steps.level = steps.top then '*'
            when own.leaf is null or steps.level = 0 then own.leaf
            else coalesce(named.node, '(unlisted)')
        end as node,
        spans.lower_bound,
        spans.upper_bound,
        0 as width,
        case
            when steps.level = steps.top then 1000000
            when own.leaf is null or steps.level = 0 then 0
            else coalesce({{ millionths('spans.under', 'steps.leaves') }}, 1000000)
        end as loss
    from (select distinct {{ column }} as leaf from {{ leaves }}) as own
    cross join (
        select level, max(level) over () as top, count(*) as leaves from {{ rows }} as own group by level
    ) as steps
    left join {{ rows }} as named on own.leaf = named.leaf and steps.level = named.level
    left join (
        select
            level,
            node,
            count(*) as under,
            min({{ byte_order('leaf') }}) as lower_bound,
            max({{ byte_order('leaf') }}) as upper_bound
        from {{ rows }} as own
        group by level, node
    ) as spans on named.level = spans.level and named.node = spans.node
    where steps.level between {{ lowest }} and {{ highest }}
{%- endmacro %}
