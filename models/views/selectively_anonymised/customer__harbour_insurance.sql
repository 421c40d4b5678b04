-- Rendered by `make views` from models/logical/ldm_customer.yml and seeds/policy/: change those.
-- For Harbour Insurance (invented): zero rows without an agreement in force; in clear only what the terms and the
-- agreement both name, of people who chose to be named to it.
-- Left out: id_type, id_number, ethnicity, religion, marital_status, occupation, education, annual_income, interests,
-- health_note, district, street_address, is_foreign_pep, relationship_purpose, legal_representative,
-- registered_capital, business_scope, opt_out_direct_marketing, opt_out_direct_marketing_state,
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
        {{ agreement_names('birth_date') }} as names_birth_date,
        {{ agreement_names('mobile') }} as names_mobile,
        {{ agreement_names('email') }} as names_email,
        {{ agreement_names('city') }} as names_city
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
    customer.customer_type,
    case when allowed_person.is_identified and agreed.names_full_name then customer.full_name end as full_name,
    {{ generalise_leaf('customer.gender') }} as gender,
    case
        when allowed_person.is_identified and agreed.names_birth_date then customer.birth_date
        else {{ generalise_birth_decade('customer.birth_date', 'date') }}
    end as birth_date,
    {{ generalise_leaf('customer.nationality') }} as nationality,
    case when allowed_person.is_identified and agreed.names_mobile then customer.phone end as phone,
    case when allowed_person.is_identified and agreed.names_email then customer.email end as email,
    {{ generalise_leaf('customer.province') }} as province,
    case when allowed_person.is_identified and agreed.names_city then customer.city end as city,
    {{ generalise_postcode_prefix_2('customer.postcode') }} as postcode,
    {{ generalise_leaf('customer.jurisdiction') }} as jurisdiction,
    customer.status,
    {{ generalise_year('customer.relationship_started_on', 'date') }} as relationship_started_on,
    {{ generalise_year('customer.relationship_ended_on', 'date') }} as relationship_ended_on
from customer
inner join agreed on agreed.recipient_id = 'harbour_insurance'
inner join allowed_person on customer.customer_id = allowed_person.customer_id
left join customer_pseudonym as customer_key on customer.customer_id = customer_key.subject_id
