-- The versions of ten million customers are compared once; every step of identity resolution reads the result.
with

customers as (

    select * from {{ ref('stg_customers') }}

)

select
    customer_id,
    full_name,
    id_type,
    id_number,
    birth_date,
    jurisdiction,
    relationship_started_on
from customers
where is_current
