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
    customer.customer_type,
    {{ mask_name('customer.full_name') }} as full_name,
    {{ suppress('text') }} as gender,
    {{ suppress('date') }} as birth_date,
    {{ suppress('text') }} as id_type,
    {{ mask_id_number('customer.id_number') }} as id_number,
    {{ suppress('text') }} as nationality,
    {{ suppress('text') }} as ethnicity,
    {{ suppress('text') }} as religion,
    {{ suppress('text') }} as marital_status,
    {{ suppress('text') }} as occupation,
    {{ suppress('text') }} as education,
    {{ suppress('decimal(18,2)') }} as annual_income,
    {{ suppress('text') }} as interests,
    {{ suppress('text') }} as health_note,
    {{ mask_phone('customer.phone') }} as phone,
    {{ mask_email('customer.email') }} as email,
    {{ suppress('text') }} as province,
    {{ suppress('text') }} as city,
    {{ suppress('text') }} as district,
    {{ mask_address('customer.street_address') }} as street_address,
    {{ suppress('text') }} as postcode,
    {{ suppress('boolean') }} as is_foreign_pep,
    {{ suppress('text') }} as jurisdiction,
    customer.status,
    {{ suppress('date') }} as relationship_started_on,
    {{ suppress('date') }} as relationship_ended_on,
    {{ suppress('text') }} as relationship_purpose,
    {{ mask_name('customer.legal_representative') }} as legal_representative,
    customer.registered_capital,
    customer.business_scope,
    {{ suppress('boolean') }} as opt_out_direct_marketing,
    {{ suppress('text') }} as opt_out_direct_marketing_state,
    {{ suppress('text') }} as opt_out_direct_marketing_decided_by,
    {{ suppress('boolean') }} as opt_out_third_party_disclosure,
    {{ suppress('text') }} as opt_out_third_party_disclosure_state,
    {{ suppress('text') }} as opt_out_third_party_disclosure_decided_by,
    {{ suppress('boolean') }} as opt_out_automated_decisions,
    {{ suppress('text') }} as opt_out_automated_decisions_state,
    {{ suppress('text') }} as opt_out_automated_decisions_decided_by,
    {{ suppress('boolean') }} as opt_out_sensitive_data,
    {{ suppress('text') }} as opt_out_sensitive_data_state,
    {{ suppress('text') }} as opt_out_sensitive_data_decided_by,
    {{ suppress('text') }} as third_party_disclosure_level,
    customer.loaded_at,
    customer.dq_flags
from customer
left join customer_pseudonym as customer_key on customer.customer_id = customer_key.subject_id
