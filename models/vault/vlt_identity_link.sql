with

merge_rows as (

    select
        survivor_customer_id,
        merged_customer_id
    from {{ ref('vlt_merge') }}
    where state = 'in_force'

),

document_matches as (

    select
        match_id,
        customer_id
    from {{ ref('vlt_document_match') }}
    where state = 'joins'

),

pairs as (

    select
        'merge' as basis,
        survivor_customer_id as one_id,
        merged_customer_id as other_id
    from merge_rows

    union all

    select
        'document' as basis,
        min(customer_id) over (partition by match_id) as one_id,
        customer_id as other_id
    from document_matches

)

select
    basis,
    one_id as customer_id,
    other_id as linked_customer_id
from pairs
where one_id <> other_id

union

select
    basis,
    other_id as customer_id,
    one_id as linked_customer_id
from pairs
where one_id <> other_id
