{#- No combination of the columns has fewer than k rows. Says how many combinations fail, never which. -#}
{% test k_anonymous(model, columns, k) %}
{{ config(group='custody') }}

with

rare as (
    select count(*) as row_count
    from {{ model }}
    group by {{ columns | join(', ') }}
    having count(*) < {{ k }}
)

select count(*) as rare_combinations
from rare
having count(*) > 0

{% endtest %}
