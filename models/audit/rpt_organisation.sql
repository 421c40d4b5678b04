with

organisation as (
    select * from {{ ref('organisation') }}
),

customers as (
    select count(*) as persons from {{ ref('ldm_customer') }}
)

select
    organisation.name_zh,
    organisation.name_en,
    organisation.contact,
    organisation.officer is not null as has_officer,
    organisation.filed_on is not null as is_filed,
    customers.persons,
    case when organisation.officer is not null and organisation.filed_on is not null then 'pass' else 'fail' end
        as state
from organisation
cross join customers
