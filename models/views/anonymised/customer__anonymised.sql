-- Rendered by `make views` from models/logical/ldm_customer.yml and seeds/policy/: change those.
-- Without identifiers and keys, generalised; combinations of fewer than k persons are absent.
-- Left out: customer_id, full_name, id_type, id_number, ethnicity, religion, marital_status, occupation, education,
-- annual_income, interests, health_note, phone, email, city, district, street_address, is_foreign_pep,
-- relationship_purpose, legal_representative, registered_capital, business_scope, opt_out_direct_marketing,
-- opt_out_direct_marketing_state, opt_out_direct_marketing_decided_by, opt_out_third_party_disclosure,
-- opt_out_third_party_disclosure_state, opt_out_third_party_disclosure_decided_by, opt_out_automated_decisions,
-- opt_out_automated_decisions_state, opt_out_automated_decisions_decided_by, opt_out_sensitive_data,
-- opt_out_sensitive_data_state, opt_out_sensitive_data_decided_by, third_party_disclosure_level, loaded_at, dq_flags.

with

customer as (
    select * from {{ ref('ldm_customer') }}
),

generalised as (
    select
        customer.customer_id as person,
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
),

combined as (
    select
        *,
        {{ combination_key([
            'customer_type',
            'gender',
            'birth_date',
            'nationality',
            'province',
            'postcode',
            'jurisdiction',
            'status',
            'relationship_started_on',
            'relationship_ended_on',
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
    combined.customer_type,
    combined.gender,
    combined.birth_date,
    combined.nationality,
    combined.province,
    combined.postcode,
    combined.jurisdiction,
    combined.status,
    combined.relationship_started_on,
    combined.relationship_ended_on
from combined
inner join frequent on combined.combination = frequent.combination
-- The place of a row tells nothing about its person.
order by combined.combination
