-- Rendered by `make views` from models/logical/ldm_customer.yml and seeds/policy/: change those.
-- For Delta Research (invented): zero rows without an agreement in force; the terms name nothing in clear.
-- Left out: full_name, id_type, id_number, ethnicity, religion, marital_status, occupation, education, annual_income,
-- interests, health_note, phone, email, city, district, street_address, is_foreign_pep, relationship_purpose,
-- legal_representative, registered_capital, business_scope, opt_out_direct_marketing, opt_out_direct_marketing_state,
-- opt_out_direct_marketing_decided_by, opt_out_third_party_disclosure, opt_out_third_party_disclosure_state,
-- opt_out_third_party_disclosure_decided_by, opt_out_automated_decisions, opt_out_automated_decisions_state,
-- opt_out_automated_decisions_decided_by, opt_out_sensitive_data, opt_out_sensitive_data_state,
-- opt_out_sensitive_data_decided_by, third_party_disclosure_level, loaded_at, dq_flags.

with

customer_pseudonym as (
    select
        subject_id,
        pseudonym
    from {{ ref('vlt_current_pseudonym') }}
    where subject_type = 'customer' and scope = 'recipient:delta_research'
),

customer as (
    select * from {{ ref('ldm_customer') }}
),

agreement_in_force as (
    {{ agreement_in_force('delta_research') }}
),

agreed as (
    select recipient_id
    from agreement_in_force
    group by recipient_id
),

allowed_person as (
    select customer_id
    from {{ ref('ldm_recipient_choice') }}
    where recipient_id = 'delta_research' and allowed
)

select
    customer_key.pseudonym as customer_key,
    customer.customer_type,
    {{ generalise_leaf('customer.gender') }} as gender,
    {{ generalise_birth_decade('customer.birth_date', 'date') }} as birth_date,
    {{ generalise_leaf('customer.nationality') }} as nationality,
    {{ generalise_leaf('customer.province') }} as province,
    {{ generalise_postcode_prefix_2('customer.postcode') }} as postcode,
    {{ generalise_leaf('customer.jurisdiction') }} as jurisdiction,
    customer.status,
    {{ generalise_year('customer.relationship_started_on', 'date') }} as relationship_started_on,
    {{ generalise_year('customer.relationship_ended_on', 'date') }} as relationship_ended_on
from customer
inner join agreed on agreed.recipient_id = 'delta_research'
inner join allowed_person on customer.customer_id = allowed_person.customer_id
left join customer_pseudonym as customer_key on customer.customer_id = customer_key.subject_id
