-- Rendered by `make views` from models/logical/ldm_customer.yml and seeds/policy/: change those.
-- Without identifiers and keys, generalised; combinations of fewer than k persons are absent.
-- Left out: customer_id, full_name, annual_income, opt_out_direct_marketing.

with

customer as (
    select * from {{ ref('ldm_customer') }}
),

generalised as (
    select
        customer.customer_id as person,
        {{ generalise_leaf('customer.gender') }} as gender,
        {{ generalise_birth_decade('customer.birth_date', 'date') }} as birth_date,
        customer.status
    from customer
),

combined as (
    select
        *,
        {{ combination_key([
            'gender',
            'birth_date',
            'status',
        ]) }} as combination
    from generalised
),

frequent as (
    select combination
    from combined
    group by combination
    having count(distinct person) >= {{ var('k_anonymity') }}
)

select
    combined.gender,
    combined.birth_date,
    combined.status
from combined
inner join frequent on combined.combination = frequent.combination
-- The place of a row tells nothing about its person.
order by combined.combination
