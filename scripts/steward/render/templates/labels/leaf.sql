-- Rendered by `make views` from << source >>: change that.
{{ config(materialized='table') }}

with

own as (
    select * from {{ ref('<< entity.model >>') }}
)<< "," if joined >>
<% for model in joined %>

<< model >> as (
    select * from {{ ref('<< model >>') }}
)<< "," if not loop.last >>
<% endfor %>

select
    own.<< policy.record >> as record_id,
    own.<< policy.person >> as person_id,
<% for column in columns %>
    {{ leaf_text('<< column.source >>.<< column.column.name >>', '<< column.column.data_type >>') }} as << column.name >><< "," if not loop.last >>
<% endfor %>
from own
<% for model in joined %>
<< "inner" if model == "ldm_customer" else "left" >> join << model >> on own.<< policy.person >> = << model >>.customer_id
<% endfor %>
