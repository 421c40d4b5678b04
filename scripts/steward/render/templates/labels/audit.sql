-- Rendered by `make views` from the anonymise blocks of models/logical/: change those.

with

measured as (
<% for entity, policy, columns in audited %>
    {{ release_audit(
        '<< entity.name >>',
        ref('lbl_<< entity.name >>'),
        ref('lbl_<< entity.name >>_withdrawal'),
        ref('lbl_<< entity.name >>_leaf'),
        [<< quoted(columns | map(attribute="name")) >>],
        [<< columns | selectattr("is_sensitive") | map(attribute="highest") | join(", ") >>],
        << policy.k_sql >>
    ) }}
<% if not loop.last %>
    union all
<% endif %>
<% endfor %>
)

select
    relation,
    cast({{ var('anonymisation_epoch') }} as bigint) as epoch,
    cast(k_declared as bigint) as k_declared,
    k,
    l_distinct,
    cast(t_equal as decimal(18, 8)) as t_equal,
    classes,
    uniques,
    cast(highest_risk as decimal(18, 8)) as highest_risk,
    cast(average_risk as decimal(18, 8)) as average_risk,
    cast(gcp as decimal(18, 8)) as gcp,
    cast(discernibility as bigint) as discernibility,
    records,
    suppressed,
    nodes,
    case
        when records = 0 then 'nothing released / 未发布'
        when k >= k_declared then 'level 3 if an officer judges the risk acceptable / 经责任人判定风险可接受方为第3级'
        else 'level 2: risk above what was declared / 第2级：风险高于声明值'
    end as gbt_42460_note
from measured
