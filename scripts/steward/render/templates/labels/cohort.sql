-- Rendered by `make views` from << source >>: change that.
-- depends_on: {{ ref('lbl_<< entity.name >>_path') }}
{{ config(
    materialized='cohort',
    anonymise={
        'columns': [<< names >>],
        'lowest': [<< columns | map(attribute="lowest") | join(", ") >>],
        'highest': [<< columns | map(attribute="highest") | join(", ") >>],
        'sensitive': [<< sensitive >>],
        'top_coded': [<< top_coded >>],
        'one_record': << "true" if one_record else "false" >>,
        'engine': '<< policy.engine_name >>',
        'k': << policy.k_sql >>,
        'l': << policy.l_sql >>,
<% if policy.l_of %>
        'l_of': << policy.l_of >>,
<% endif %>
        'max_suppression': << policy.max_suppression_sql >>,
    },
) }}

select
    record_id,
    person_id,
<% for column in columns %>
    << column.name >><< "," if not loop.last >>
<% endfor %>
from {{ ref('lbl_<< entity.name >>_leaf') }}
