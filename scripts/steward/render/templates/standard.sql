
with

<% include "pseudonyms.sql" %>
<< entity.name >> as (
    select * from {{ ref('<< entity.model >>') }}
)

select
<< columns >>
from << entity.name >>
<% for join in joins %>
<< join >>
<% endfor %>
