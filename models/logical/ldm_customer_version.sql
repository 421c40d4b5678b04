with

customers as (

    select * from {{ ref('stg_customers') }}

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    coalesce(identity.person_id, customers.customer_id) as customer_id,
    customers.customer_id as source_customer_id,
    customers.customer_type,
    customers.full_name,
    customers.gender,
    customers.birth_date,
    customers.id_type,
    customers.id_number,
    customers.nationality,
    customers.ethnicity,
    customers.religion,
    customers.marital_status,
    customers.occupation,
    customers.education,
    customers.annual_income,
    customers.interests,
    customers.health_note,
    customers.phone,
    customers.email,
    customers.province,
    customers.city,
    customers.district,
    customers.street_address,
    customers.postcode,
    customers.is_foreign_pep,
    customers.jurisdiction,
    customers.status,
    customers.relationship_started_on,
    customers.relationship_ended_on,
    customers.relationship_purpose,
    customers.legal_representative,
    customers.registered_capital,
    customers.business_scope,
    customers.loaded_at as valid_from_load,
    -- A conflict is two versions of one load; both end when the next load begins.
    min(customers.loaded_at) over (
        partition by customers.customer_id
        order by customers.loaded_at asc nulls first
        groups between 1 following and 1 following
    ) as valid_to_load,
    customers.is_current,
    customers.loaded_at,
    customers.dq_flags
from customers
left join identity on customers.customer_id = identity.customer_id
