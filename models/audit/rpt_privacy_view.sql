with

columns_of_views as (
    select * from {{ ref('view_register') }}
)

select
    family,
    relation,
    entity,
    count(*) as columns,
    count(case when technique = 'keep' and class <> 'operational' then 1 end) as kept,
    count(case when technique = 'mask' then 1 end) as masked,
    count(case when technique = 'generalise' then 1 end) as generalised,
    count(case when technique = 'top_code' then 1 end) as top_coded,
    count(case when technique = 'pseudonymise' then 1 end) as pseudonymised,
    count(case when technique = 'suppress' then 1 end) as suppressed,
    count(case when technique = 'keep' and identifier = 'direct' then 1 end) as clear_direct_identifiers,
    count(case when technique = 'keep' and class = 'sensitive' then 1 end) as clear_sensitive
from columns_of_views
group by family, relation, entity
order by family, relation
