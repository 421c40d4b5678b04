-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_<< table.name >>__typed'), [
<< wrapped(parts, 4) >>
]) }}

select
<% for column in table.columns %>
    << column.name >>,
<% endfor %>
    {{ conflict_flag('<< table.name >>') }} as dq_flags,
    is_current,
    is_repeated
from versions
