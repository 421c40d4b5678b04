with

records as (

    select * from {{ ref('ldm_customer_version') }}
    where
        is_current
        and source_customer_id = customer_id

),

-- PostgreSQL takes the live view for one row, and would work it out once more for every customer.
choices as materialized (

    select * from {{ ref('ldm_choice_flag') }}

)

-- A choice that is not known is a refusal.
select
    records.customer_id,
    records.customer_type,
    records.full_name,
    records.gender,
    records.birth_date,
    records.id_type,
    records.id_number,
    records.nationality,
    records.ethnicity,
    records.religion,
    records.marital_status,
    records.occupation,
    records.education,
    records.annual_income,
    records.interests,
    records.health_note,
    records.phone,
    records.email,
    records.province,
    records.city,
    records.district,
    records.street_address,
    records.postcode,
    records.is_foreign_pep,
    records.jurisdiction,
    records.status,
    records.relationship_started_on,
    records.relationship_ended_on,
    records.relationship_purpose,
    records.legal_representative,
    records.registered_capital,
    records.business_scope,
    not coalesce(choices.direct_marketing_allowed, false) as opt_out_direct_marketing,
    coalesce(choices.direct_marketing_state, 'no_record') as opt_out_direct_marketing_state,
    coalesce(choices.direct_marketing_decided_by_event, choices.direct_marketing_decided_by_provision)
        as opt_out_direct_marketing_decided_by,
    not coalesce(choices.third_party_disclosure_allowed, false) as opt_out_third_party_disclosure,
    coalesce(choices.third_party_disclosure_state, 'no_record') as opt_out_third_party_disclosure_state,
    coalesce(choices.third_party_disclosure_decided_by_event, choices.third_party_disclosure_decided_by_provision)
        as opt_out_third_party_disclosure_decided_by,
    not coalesce(choices.automated_decisions_allowed, false) as opt_out_automated_decisions,
    coalesce(choices.automated_decisions_state, 'no_record') as opt_out_automated_decisions_state,
    coalesce(choices.automated_decisions_decided_by_event, choices.automated_decisions_decided_by_provision)
        as opt_out_automated_decisions_decided_by,
    not coalesce(choices.sensitive_data_allowed, false) as opt_out_sensitive_data,
    coalesce(choices.sensitive_data_state, 'no_record') as opt_out_sensitive_data_state,
    coalesce(choices.sensitive_data_decided_by_event, choices.sensitive_data_decided_by_provision)
        as opt_out_sensitive_data_decided_by,
    coalesce(choices.third_party_disclosure_level, 'none') as third_party_disclosure_level,
    records.loaded_at,
    records.dq_flags
from records
left join choices on records.customer_id = choices.customer_id
