{#- Per value of a column its label at each level of intervals, as wide as `widths` says from level 1; the last is `*`.
    Units: month, day, number, or character for codes of which the first ones stay. Loss over the values that are there. -#}
{%- macro interval_path(leaves, position, column, unit, widths, lowest, highest) -%}
    {%- set top = widths | length + 1 %}
    select
        {{ position }} as position,
        coalesce('=' || leaf, '') as leaf_key,
        level,
        case when level = {{ top }} then '*' when level = 0 then leaf else {{ interval_label(unit) }} end as node,
        case when level = 0 then leaf else {{ interval_bound(unit, 'lower') }} end as lower_bound,
        case when level = 0 then leaf else {{ interval_bound(unit, 'upper') }} end as upper_bound,
        width,
        case
            when level = {{ top }} then 1000000
            when leaf is null or level = 0 then 0
            else {{ millionths('count(*) over (partition by level, low)', 'count(leaf) over (partition by level)') }}
        end as loss
    from (
        select own.leaf, steps.level, steps.width, {{ interval_floor(unit) }} as low
        from (select distinct {{ column }} as leaf from {{ leaves }}) as own
        cross join (
            values (0, 0){% for width in widths %}, ({{ loop.index }}, {{ width }}){% endfor %}, ({{ top }}, null)
        ) as steps (level, width)
    ) as placed
    where level between {{ lowest }} and {{ highest }}
{%- endmacro %}
