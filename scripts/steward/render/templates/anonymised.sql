
with

<< entity.name >> as (
    select * from {{ ref('<< entity.model >>') }}
),
<% if entity.name != "customer" %>

known_person as (
    select customer_id from {{ ref('ldm_customer') }}
),
<% endif %>

generalised as (
    select
        << entity.name >>.customer_id as person,
<< columns | indent(4, first=true) >>
    from << entity.name >>
<% if entity.name != "customer" %>
    inner join known_person on << entity.name >>.customer_id = known_person.customer_id
<% endif %>
),

combined as (
    select
        *,
        {{ combination_key([
<% for line in lines %>
            '<< line.name >>',
<% endfor %>
        ]) }} as combination
    from generalised
),

frequent as (
    select combination
    from combined
    group by combination
    having count(distinct person) >= {{ var('k_anonymity') }}
)

<< final >>
from combined
inner join frequent on combined.combination = frequent.combination
-- The place of a row tells nothing about its person.
order by combined.combination
