-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

rejections as (
<% for table, key in tables %>
    {{ rejections('<< table.name >>', [<< key | join(", ") >>]) }}
<% if not loop.last %>
    union all
<% endif %>
<% endfor %>
),

flags as (
    select
        table_name,
        key,
        unnest(string_to_array(dq_flags, '|')) as flag,
        effect,
        loaded_at
    from rejections
)

select
    table_name,
    key,
    -- A conflict is of the whole row.
    nullif(split_part(flag, ':', 1), table_name) as column_name,
    split_part(flag, ':', 2) as reason,
    effect,
    loaded_at
from flags
