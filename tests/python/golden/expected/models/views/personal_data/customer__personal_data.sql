-- Rendered by `make views` from models/logical/ldm_customer.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    customer.customer_id,
    customer.full_name,
    customer.gender,
    customer.birth_date,
    customer.annual_income,
    customer.status,
    customer.opt_out_direct_marketing
from {{ ref('ldm_customer') }} as customer
