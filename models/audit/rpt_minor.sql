with

customers as (
    select * from {{ ref('ldm_customer') }}
),

aged as (
    select
        *,
        case
            when birth_date is null then 'unknown'
            when birth_date > {{ as_of_date() }} - interval '14 years' then 'under_14'
            when birth_date > {{ as_of_date() }} - interval '18 years' then 'under_18'
            else 'adult'
        end as age_group
    from customers
    where customer_type = 'individual'
)

select
    age_group,
    count(*) as persons,
    {%- for purpose in choice_purposes() %}
    count(case when not opt_out_{{ purpose }} then 1 end) as allowed_{{ purpose }}{{ ',' if not loop.last }}
    {%- endfor %}
from aged
group by age_group
order by age_group
