{#- A recipient whose agreement is not in force gets no row. Says how many rows there are. -#}
{% test under_agreement(model, recipient) %}
{{ config(group='custody') }}

select count(*) as rows_without_agreement
from {{ model }}
where not exists ({{ agreement_in_force(recipient) }})
having count(*) > 0

{% endtest %}
