-- Rendered by `make views` from << source >>: change that.
{{ config(materialized='table') }}

<% for column in columns %>
{{ << column.path(loop.index, "ref('lbl_" ~ entity.name ~ "_leaf')") >> }}
<% if not loop.last %>
union all
<% endif %>
<% endfor %>
