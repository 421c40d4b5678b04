-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

<% if currency %>
currencies as (
    select currency from {{ ref('currencies') }}
),

<% endif %>
raw as (
    {{ raw('<< table.name >>', [
<< wrapped(required, 8) >>
    ]<< ", optional=[" ~ optional | join(", ") ~ "]" if optional >>) }}
),

typed as (
    select
<% for column in table.columns %>
        {{ << reader(column) >> }} as << column.name >><< "," if readable or not loop.last >>
<% endfor %>
<% for name in readable %>
        << name >> is not null as has_<< name >><< "," if not loop.last >>
<% endfor %>
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
<% for flag, condition in conditions %>
            '<< flag >>': "<< condition >>",
<% endfor %>
        }) }} as dq_flags,
        << dropped | join(" or ") or "false" >> as is_dropped
    from typed
<% if currency %>
    left join currencies on typed.<< currency >> = currencies.currency
<% endif %>
    {{ computed_once() }}
)

select
    *,
    case
        when is_dropped then 'dropped'
        when dq_flags <> '' then 'kept_flagged'
        else ''
    end as dq_effect,
    {{ joined_key([<< key | join(", ") >>]) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', << day >>) }}
<% if table.business_date %>
    and {{ known_by('<< table.business_date >>', '<< table.column(table.business_date).data_type >>', << day >>) }}
<% endif %>
