with

entitlements as (
    select * from {{ ref('rpt_entitlement') }}
),

columns_of_views as (
    select * from {{ ref('view_register') }}
),

attributes as (
    select * from {{ ref('attributes') }}
),

seen as (
    select distinct
        columns_of_views.attribute,
        entitlements.audience,
        entitlements.purpose,
        columns_of_views.relation,
        columns_of_views.technique
    from entitlements
    inner join columns_of_views on entitlements.relation = columns_of_views.relation
    where columns_of_views.class <> 'operational' and columns_of_views.technique <> 'suppress'
)

select
    seen.attribute,
    attributes.name_zh,
    attributes.name_en,
    attributes.class,
    seen.audience,
    seen.purpose,
    seen.technique,
    count(*) as relations,
    min(seen.relation) as first_relation
from seen
inner join attributes on seen.attribute = attributes.attribute
group by
    seen.attribute, attributes.name_zh, attributes.name_en, attributes.class, seen.audience, seen.purpose,
    seen.technique
order by seen.attribute, seen.audience, seen.technique
