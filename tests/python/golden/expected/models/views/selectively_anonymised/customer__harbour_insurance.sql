-- Rendered by `make views` from models/logical/ldm_customer.yml and seeds/policy/: change those.
-- For Harbour Insurance (invented): zero rows without an agreement in force; in clear only what the terms and the
-- agreement both name, of people who chose to be named to it.
-- Left out: annual_income, opt_out_direct_marketing.

with

customer_pseudonym as (
    select
        subject_id,
        pseudonym
    from {{ ref('vlt_current_pseudonym') }}
    where subject_type = 'customer' and scope = 'recipient:harbour_insurance'
),

customer as (
    select * from {{ ref('ldm_customer') }}
),

agreement_in_force as (
    {{ agreement_in_force('harbour_insurance') }}
),

agreed as (
    select
        recipient_id,
        {{ agreement_names('full_name') }} as names_full_name,
        {{ agreement_names('birth_date') }} as names_birth_date
    from agreement_in_force
    group by recipient_id
),

allowed_person as (
    select
        customer_id,
        level = 'identified' as is_identified
    from {{ ref('ldm_recipient_choice') }}
    where recipient_id = 'harbour_insurance' and allowed
)

select
    customer_key.pseudonym as customer_key,
    case when allowed_person.is_identified and agreed.names_full_name then customer.full_name end as full_name,
    {{ generalise_leaf('customer.gender') }} as gender,
    case
        when allowed_person.is_identified and agreed.names_birth_date then customer.birth_date
        else {{ generalise_birth_decade('customer.birth_date', 'date') }}
    end as birth_date,
    customer.status
from customer
inner join agreed on agreed.recipient_id = 'harbour_insurance'
inner join allowed_person on customer.customer_id = allowed_person.customer_id
left join customer_pseudonym as customer_key on customer.customer_id = customer_key.subject_id
