{#-
    Level 0 is the value, every value of a hierarchy reaches the same last level, `*` stands there and nowhere else, no
    (value, level) is told twice, and a node has one parent: so each level is coarser than the one below it.
-#}
{% test hierarchy_coarsens(model) %}

with

steps as (
    select
        attribute,
        leaf,
        level,
        node,
        lead(node) over (partition by attribute, leaf order by level) as parent,
        row_number() over (partition by attribute, leaf order by level) - 1 as place,
        max(level) over (partition by attribute) as height
    from {{ model }}
),

wrong_step as (
    select attribute
    from steps
    where
        level <> place
        or (level = 0 and node <> leaf)
        or (level < height and (node = '*' or parent is null))
        or (level = height and node <> '*')
),

two_parents as (
    select attribute
    from steps
    where level < height
    group by attribute, level, node
    having count(distinct parent) > 1
),

wrong as (
    select attribute from wrong_step
    union all
    select attribute from two_parents
)

select
    attribute,
    count(*) as failing_rows
from wrong
group by attribute

{% endtest %}
