-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_customers__typed'), [
    'customer_id', 'customer_type', 'full_name', 'gender', 'birth_date', 'id_type', 'id_number',
    'nationality', 'ethnicity', 'religion', 'marital_status', 'occupation', 'education',
    'annual_income', 'interests', 'health_note', 'phone', 'email', 'province', 'city', 'district',
    'street_address', 'postcode', 'is_foreign_pep', 'jurisdiction', 'status',
    'relationship_started_on', 'relationship_ended_on', 'relationship_purpose',
    'legal_representative', 'registered_capital', 'business_scope', 'dq_flags',
]) }}

select
    customer_id,
    customer_type,
    full_name,
    gender,
    birth_date,
    id_type,
    id_number,
    nationality,
    ethnicity,
    religion,
    marital_status,
    occupation,
    education,
    annual_income,
    interests,
    health_note,
    phone,
    email,
    province,
    city,
    district,
    street_address,
    postcode,
    is_foreign_pep,
    jurisdiction,
    status,
    relationship_started_on,
    relationship_ended_on,
    relationship_purpose,
    legal_representative,
    registered_capital,
    business_scope,
    loaded_at,
    {{ conflict_flag('customers') }} as dq_flags,
    is_current,
    is_repeated
from versions
