
with

<% include "pseudonyms.sql" %>
<< entity.name >> as (
    select * from {{ ref('<< entity.model >>') }}
),

agreement_in_force as (
    {{ agreement_in_force('<< recipient >>') }}
),

agreed as (
<% if clear %>
    select
        recipient_id,
<% else %>
    select recipient_id
<% endif %>
<% for attribute in clear %>
        {{ agreement_names('<< attribute >>') }} as names_<< attribute >><< "," if not loop.last >>
<% endfor %>
    from agreement_in_force
    group by recipient_id
),

allowed_person as (
<% if clear %>
    select
        customer_id,
        level = 'identified' as is_identified
<% else %>
    select customer_id
<% endif %>
    from {{ ref('ldm_recipient_choice') }}
    where recipient_id = '<< recipient >>' and allowed
)<< "," if persons >>
<% if persons %>

<% include persons %>
<% endif %>

<< select >>
from << entity.name >>
inner join agreed on agreed.recipient_id = '<< recipient >>'
<% for join in joins %>
<< join >>
<% endfor %>
