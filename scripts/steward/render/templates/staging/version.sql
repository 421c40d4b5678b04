-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

<% if table.large %>
-- Not materialized: read three times, but never copied to disk at full width.
<% endif %>
typed as << "not materialized " if table.large >>(
    select *
    from {{ ref('stg_<< table.name >>__typed') }}
    where dq_effect <> 'dropped'
),

{{ versions('typed') }}

select
<% for column in table.columns %>
    << column.name >>,
<% endfor %>
    {{ conflict_flag('<< table.name >>') }} as dq_flags,
    is_current
from versions
