{{ config(materialized='view') }}

select
    customer_id,
    purpose,
    allowed,
    state,
    dpv_state,
    decided_by_event,
    decided_by_provision,
    decided_at,
    why,
    third_party_disclosure_level,
    channels_allowed,
    refused_categories
from {{ choices_as_of() }} as decisions
