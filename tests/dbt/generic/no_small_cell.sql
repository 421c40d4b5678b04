{#- Every group has k persons. Says how many have not, never which. -#}
{% test no_small_cell(model, column, k) %}
{{ config(group='custody') }}

select count(*) as small_cells
from {{ model }}
where {{ column }} < {{ k }}
having count(*) > 0

{% endtest %}
