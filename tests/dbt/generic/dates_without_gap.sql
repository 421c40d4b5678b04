{#- The periods of each key follow one another: no day of it is told twice or left out, and none ends before it begins. -#}
{% test dates_without_gap(model, key, valid_from, valid_to) %}

with

periods as (
    select
        {{ valid_from }} as begins,
        {{ valid_to }} as ends,
        lag({{ valid_to }}) over (partition by {{ key | join(', ') }} order by {{ valid_from }}) as ends_before,
        row_number() over (partition by {{ key | join(', ') }} order by {{ valid_from }}) as place
    from {{ model }}
),

wrong as (
    select begins
    from periods
    where
        begins > ends
        or (place > 1 and (ends_before is null or begins <> ends_before + 1))
)

select count(*) as failing_rows
from wrong
having count(*) > 0

{% endtest %}
