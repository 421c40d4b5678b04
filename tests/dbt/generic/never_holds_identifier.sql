{#- No column shows a value that stands in the column of the same name in `of`; a value that came masked already does
    not count. Says how many rows show one, never which. -#}
{% test never_holds_identifier(model, of, columns) %}
{{ config(group='custody') }}

with

shown as (
    {%- for column in columns %}
    {% if not loop.first %}union all{% endif %}
    select count(*) as row_count
    from {{ model }}
    where {{ column }} in (
        select {{ column }} from {{ ref(of) }} where {{ column }} <> '' and position('*' in {{ column }}) = 0
    )
    {%- endfor %}
)

select sum(row_count) as rows_in_clear
from shown
having sum(row_count) > 0

{% endtest %}
