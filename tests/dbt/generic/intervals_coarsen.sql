{#-
    Levels run from 1 without a gap and keep one unit; a width is a multiple of the one below it, so that an interval
    lies inside one of the next level; of a code fewer characters stay at each level.
-#}
{% test intervals_coarsen(model) %}

with

steps as (
    select
        attribute,
        level,
        width,
        unit,
        lag(width) over (partition by attribute order by level) as finer,
        lag(unit) over (partition by attribute order by level) as finer_unit,
        row_number() over (partition by attribute order by level) as place
    from {{ model }}
)

select
    attribute,
    count(*) as failing_rows
from steps
where
    level <> place
    or width <= 0
    or (unit = 'character' and width <> floor(width))
    or unit <> coalesce(finer_unit, unit)
    or (unit = 'character' and width >= coalesce(finer, width + 1))
    or (unit <> 'character' and finer is not null and (width <= finer or mod(width, finer) <> 0))
group by attribute

{% endtest %}
