with

disclosures as (

    select * from {{ ref('stg_disclosures') }}
    where is_current

)

select
    disclosure_id,
    recipient_id,
    agreement_id,
    disclosed_at,
    row_count,
    file_sha256,
    direction,
    loaded_at,
    dq_flags
from disclosures
