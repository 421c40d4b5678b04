with

customers as (

    select
        customer_id,
        full_name,
        birth_date
    from {{ ref('stg_customers') }}
    where is_current

)

select
    customers.customer_id,
    customers.full_name,
    customers.birth_date
from customers
