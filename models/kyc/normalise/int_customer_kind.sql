with records as (

    select
        source_customer_id,
        customer_id,
        customer_type,
        full_name,
        row_number() over (
            partition by source_customer_id
            order by valid_from_load desc, customer_type nulls last, full_name nulls last
        ) as latest
    from {{ ref('customer_version__personal_data') }}

)

select
    customer_id,
    -- 个体工商户 is a unit customer (article 51), unless the reading says otherwise; whoever is not known to be
    -- a unit is treated as an individual, so that a missing type hides nothing.
    max(
        case
            when customer_type = 'unit' then 0
            when customer_type = 'sole_trader' and {{ reading('AMB20') }} = 'A' then 0
            else 1
        end
    ) = 1 as is_individual,
    max(case when customer_type in ('individual', 'unit', 'sole_trader') then 0 else 1 end) = 1 as kind_unknown
from records
where latest = 1
group by customer_id
