-- `standard` and `personal_data` withhold values and never rows: each has as many as the logical model.
{{ config(group='custody') }}

with

counted as (
    {% for entity in ['customer', 'account', 'transaction', 'identity_document', 'interaction'] %}
        {{ 'union all' if not loop.first }}
        select
            '{{ entity }}' as entity,
            (select count(*) from {{ ref('ldm_' ~ entity) }}) as logical_rows,
            (select count(*) from {{ ref(entity ~ '__standard') }}) as standard_rows,
            (select count(*) from {{ ref(entity ~ '__personal_data') }}) as personal_rows
    {% endfor %}
)

select
    entity,
    logical_rows,
    standard_rows,
    personal_rows
from counted
where logical_rows <> standard_rows or logical_rows <> personal_rows
