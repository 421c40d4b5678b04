{#- Every value of the column is a leaf of the hierarchy; says how many values are not, never which. -#}
{% test covered_by_hierarchy(model, column_name, hierarchy) %}
{{ config(group='custody') }}

with

leaves as (
    select leaf
    from {{ ref('leaf_hierarchies') }}
    where attribute = '{{ hierarchy }}' and level = 0
),

uncovered as (
    select distinct cast({{ column_name }} as {{ dbt.type_string() }}) as value
    from {{ model }}
    where {{ column_name }} is not null
),

missing as (
    select uncovered.value
    from uncovered
    left join leaves on uncovered.value = leaves.leaf
    where leaves.leaf is null
)

select count(*) as values_without_a_leaf
from missing
having count(*) > 0

{% endtest %}
