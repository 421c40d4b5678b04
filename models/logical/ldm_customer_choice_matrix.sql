{{ config(materialized='view') }}

select
    customer_id,
    purpose,
    part,
    scope,
    allowed,
    state,
    why,
    decided_by_event,
    decided_by_provision
from {{ matrix_as_of() }} as matrix
