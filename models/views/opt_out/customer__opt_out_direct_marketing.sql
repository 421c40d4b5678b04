-- Rendered by `make views` from models/logical/ldm_customer.yml and seeds/policy/: change those.
-- Only people who may be used for direct marketing: a row is absent as soon as one person that it belongs to refused
-- or is not known.
-- Not needed for it: id_type, id_number, nationality, ethnicity, religion, marital_status, occupation, education,
-- annual_income, interests, health_note, district, is_foreign_pep, relationship_started_on, relationship_ended_on,
-- relationship_purpose, legal_representative, registered_capital, business_scope, opt_out_direct_marketing,
-- opt_out_direct_marketing_state, opt_out_direct_marketing_decided_by, opt_out_third_party_disclosure,
-- opt_out_third_party_disclosure_state, opt_out_third_party_disclosure_decided_by, opt_out_automated_decisions,
-- opt_out_automated_decisions_state, opt_out_automated_decisions_decided_by, opt_out_sensitive_data,
-- opt_out_sensitive_data_state, opt_out_sensitive_data_decided_by, third_party_disclosure_level, loaded_at, dq_flags.

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
    customer.customer_type,
    customer.full_name,
    customer.gender,
    customer.birth_date,
    customer.phone,
    customer.email,
    customer.province,
    customer.city,
    customer.street_address,
    customer.postcode,
    customer.jurisdiction,
    customer.status
from customer
inner join allowed_person on customer.customer_id = allowed_person.customer_id
