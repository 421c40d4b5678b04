with

columns_of_views as (
    select * from {{ ref('view_register') }}
    where class = 'sensitive'
),

attributes as (
    select * from {{ ref('attributes') }}
    where class = 'sensitive'
)

select
    attributes.attribute,
    attributes.name_zh,
    attributes.name_en,
    count(case when columns_of_views.family = 'personal_data' then 1 end) as in_personal_data,
    count(case when columns_of_views.family = 'opt_out' then 1 end) as in_opt_out,
    count(
        case
            when columns_of_views.family = 'selectively_anonymised' and columns_of_views.technique = 'keep' then 1
        end
    ) as clear_for_recipients,
    count(
        case
            when columns_of_views.family in ('standard', 'anonymised') and columns_of_views.technique = 'keep' then 1
        end
    ) as clear_in_standard_or_anonymised,
    case
        when
            count(
                case
                    when
                        columns_of_views.family in ('standard', 'anonymised') and columns_of_views.technique = 'keep'
                        then 1
                end
            ) = 0
            then 'pass'
        else 'fail'
    end as state
from attributes
left join columns_of_views on attributes.attribute = columns_of_views.attribute
group by attributes.attribute, attributes.name_zh, attributes.name_en
order by attributes.attribute
