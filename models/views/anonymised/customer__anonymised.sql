-- Rendered by `make views` from models/logical/ldm_customer.yml and seeds/policy/: change those.
-- Labels that at least k persons share, all columns taken together; others are absent.
-- Left out: customer_id, customer_type, full_name, id_type, id_number, nationality, ethnicity, religion,
-- marital_status, occupation, education, annual_income, interests, health_note, phone, email, city, district,
-- street_address, postcode, is_foreign_pep, jurisdiction, relationship_started_on, relationship_ended_on,
-- relationship_purpose, legal_representative, registered_capital, business_scope, opt_out_direct_marketing,
-- opt_out_direct_marketing_state, opt_out_direct_marketing_decided_by, opt_out_third_party_disclosure,
-- opt_out_third_party_disclosure_state, opt_out_third_party_disclosure_decided_by, opt_out_automated_decisions,
-- opt_out_automated_decisions_state, opt_out_automated_decisions_decided_by, opt_out_sensitive_data,
-- opt_out_sensitive_data_state, opt_out_sensitive_data_decided_by, third_party_disclosure_level, loaded_at, dq_flags.

with

standing as (
    {{ standing_labels(ref('lbl_customer'), ref('lbl_customer_withdrawal')) }}
)

select
    standing.label[1] as gender,
    standing.label[2] as birth_date,
    standing.label[3] as province,
    standing.label[4] as status,
    standing.label[5] as transactions_30d,
    standing.label[6] as transactions_90d,
    standing.label[7] as recency_days,
    standing.label[8] as tenure_days,
    standing.label[9] as products_held,
    standing.label[10] as amount_90d,
    standing.released_on
from standing
-- The place of a row tells nothing about its person.
order by label, released_on
