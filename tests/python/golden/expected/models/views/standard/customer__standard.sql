-- Rendered by `make views` from models/logical/ldm_customer.yml and seeds/policy/: change those.
-- Identity masked, personal and sensitive data withheld, joined by internal pseudonyms.

with

customer_pseudonym as (
    select
        subject_id,
        pseudonym
    from {{ ref('vlt_current_pseudonym') }}
    where subject_type = 'customer' and scope = 'internal'
),

customer as (
    select * from {{ ref('ldm_customer') }}
)

select
    customer_key.pseudonym as customer_key,
    {{ mask_name('customer.full_name') }} as full_name,
    {{ suppress('text') }} as gender,
    {{ suppress('date') }} as birth_date,
    {{ suppress('decimal(18,2)') }} as annual_income,
    customer.status,
    {{ suppress('boolean') }} as opt_out_direct_marketing
from customer
left join customer_pseudonym as customer_key on customer.customer_id = customer_key.subject_id
