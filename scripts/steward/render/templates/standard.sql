
with

<% include "pseudonyms.sql" %>
<< entity.name >> as (
    select * from {{ ref('<< entity.model >>') }}
)

<< select >>
from << entity.name >>
<% for join in joins %>
<< join >>
<% endfor %>
