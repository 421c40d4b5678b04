-- Rendered by `make views` from models/logical/ldm_customer.yml and seeds/policy/: change those.
-- Only people who may be used for direct marketing: a row is absent as soon as one person that it belongs to refused
-- or is not known.
-- Not needed for it: gender, annual_income, status, opt_out_direct_marketing.

with

customer as (
    select * from {{ ref('ldm_customer') }}
),

allowed_person as (
    select customer_id
    from {{ ref('ldm_customer') }}
    where not opt_out_direct_marketing
)

select
    customer.customer_id,
    customer.full_name,
    customer.birth_date
from customer
inner join allowed_person on customer.customer_id = allowed_person.customer_id
