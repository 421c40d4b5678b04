with records as (

    select
        source_customer_id,
        customer_id,
        min(valid_from_load) as loaded_at
    from {{ ref('customer_version__personal_data') }}
    group by source_customer_id, customer_id

),

merges as (

    select
        merged_customer_id,
        max(loaded_at) as loaded_at
    from {{ ref('customer_merge__personal_data') }}
    where merged_on <= {{ as_of_date() }} and (unmerged_on is null or unmerged_on > {{ as_of_date() }})
    group by merged_customer_id

)

select
    records.source_customer_id,
    records.customer_id,
    case
        when records.source_customer_id = records.customer_id then 'self'
        when merges.merged_customer_id is not null then 'merge'
        else 'document'
    end as basis,
    -- When this record became known as the person's; null for the record that gives the person its number.
    case
        when records.source_customer_id = records.customer_id then null
        when merges.merged_customer_id is not null then merges.loaded_at
        else greatest(records.loaded_at, persons.loaded_at)
    end as linked_at
from records
left join merges on records.source_customer_id = merges.merged_customer_id
left join records as persons
    on records.customer_id = persons.source_customer_id and persons.source_customer_id = persons.customer_id
