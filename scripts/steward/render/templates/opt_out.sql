
with

<< entity.name >> as (
    select * from {{ ref('<< entity.model >>') }}
),

allowed_person as (
    select customer_id
    from {{ ref('ldm_customer') }}
    where not << flag >>
)<< "," if persons >>
<% if persons %>

<% include persons %>
<% endif %>

<< select >>
from << entity.name >>
<% for join in joins %>
<< join >>
<% endfor %>
