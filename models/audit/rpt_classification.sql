with

columns_of_model as (
    select * from {{ ref('column_register') }}
),

per_entity as (
    select
        entity,
        count(*) as columns,
        count(case when attribute is not null then 1 end) as classified,
        count(case when class = 'identity' then 1 end) as identity_columns,
        count(case when class = 'personal' then 1 end) as personal_columns,
        count(case when class = 'sensitive' then 1 end) as sensitive_columns,
        count(case when class = 'operational' then 1 end) as operational_columns,
        count(case when identifier = 'direct' then 1 end) as direct_identifiers,
        count(case when identifier = 'quasi' then 1 end) as quasi_identifiers
    from columns_of_model
    group by entity
)

select
    entity,
    columns,
    classified,
    identity_columns,
    personal_columns,
    sensitive_columns,
    operational_columns,
    direct_identifiers,
    quasi_identifiers,
    case when columns = classified then 'pass' else 'fail' end as state
from per_entity
order by entity
