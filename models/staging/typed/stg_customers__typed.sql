-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

raw as (
    {{ raw('customers', [
        'customer_id', 'customer_type', 'full_name', 'gender', 'birth_date', 'id_type', 'id_number',
        'nationality', 'ethnicity', 'religion', 'marital_status', 'occupation', 'education',
        'annual_income', 'interests', 'health_note', 'phone', 'email', 'province', 'city',
        'district', 'street_address', 'postcode', 'is_foreign_pep', 'jurisdiction', 'status',
        'relationship_started_on', 'relationship_ended_on', 'legal_representative',
        'registered_capital', 'business_scope', 'loaded_at',
    ], optional=['relationship_purpose']) }}
),

typed as (
    select
        {{ read_text('customer_id') }} as customer_id,
        {{ read_text('customer_type') }} as customer_type,
        {{ read_text('full_name') }} as full_name,
        {{ read_text('gender') }} as gender,
        {{ read_date('birth_date') }} as birth_date,
        {{ read_text('id_type') }} as id_type,
        {{ read_text('id_number') }} as id_number,
        {{ read_text('nationality') }} as nationality,
        {{ read_text('ethnicity') }} as ethnicity,
        {{ read_text('religion') }} as religion,
        {{ read_text('marital_status') }} as marital_status,
        {{ read_text('occupation') }} as occupation,
        {{ read_text('education') }} as education,
        {{ read_decimal('annual_income', 18, 2) }} as annual_income,
        {{ read_text('interests') }} as interests,
        {{ read_text('health_note') }} as health_note,
        {{ read_text('phone') }} as phone,
        {{ read_text('email') }} as email,
        {{ read_text('province') }} as province,
        {{ read_text('city') }} as city,
        {{ read_text('district') }} as district,
        {{ read_text('street_address') }} as street_address,
        {{ read_text('postcode') }} as postcode,
        {{ read_boolean('is_foreign_pep') }} as is_foreign_pep,
        {{ read_text('jurisdiction') }} as jurisdiction,
        {{ read_text('status') }} as status,
        {{ read_date('relationship_started_on') }} as relationship_started_on,
        {{ read_date('relationship_ended_on') }} as relationship_ended_on,
        {{ read_text('relationship_purpose') }} as relationship_purpose,
        {{ read_text('legal_representative') }} as legal_representative,
        {{ read_decimal('registered_capital', 18, 2) }} as registered_capital,
        {{ read_text('business_scope') }} as business_scope,
        {{ read_timestamp('loaded_at') }} as loaded_at,
        birth_date is not null as has_birth_date,
        annual_income is not null as has_annual_income,
        is_foreign_pep is not null as has_is_foreign_pep,
        relationship_started_on is not null as has_relationship_started_on,
        relationship_ended_on is not null as has_relationship_ended_on,
        registered_capital is not null as has_registered_capital
    from raw
    {{ computed_once() }}
),

checked as (
    select
        typed.*,
        {{ quality_flags({
            'customer_id:key_missing': "typed.customer_id is null",
            'birth_date:unreadable': "typed.has_birth_date and typed.birth_date is null",
            'annual_income:unreadable': "typed.has_annual_income and typed.annual_income is null",
            'is_foreign_pep:unreadable': "typed.has_is_foreign_pep and typed.is_foreign_pep is null",
            'relationship_started_on:unreadable': "typed.has_relationship_started_on and typed.relationship_started_on is null",
            'relationship_ended_on:unreadable': "typed.has_relationship_ended_on and typed.relationship_ended_on is null",
            'registered_capital:unreadable': "typed.has_registered_capital and typed.registered_capital is null",
            'loaded_at:date_unreadable': "typed.loaded_at is null",
        }) }} as dq_flags,
        typed.customer_id is null or typed.loaded_at is null as is_dropped
    from typed
    {{ computed_once() }}
)

select
    *,
    case
        when is_dropped then 'dropped'
        when dq_flags <> '' then 'kept_flagged'
        else ''
    end as dq_effect,
    {{ joined_key(['customer_id']) }} as row_key
from checked
where
    {{ known_by('loaded_at', 'timestamptz', as_of_date()) }}
