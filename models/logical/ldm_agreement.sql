with

agreements as (

    select * from {{ ref('stg_agreements') }}
    where is_current

)

select
    agreement_id,
    recipient_id,
    agreement_type,
    purpose,
    attributes,
    disclosure_level,
    signed_on,
    valid_from,
    valid_to,
    renewal_notice_days,
    onward_transfer_allowed,
    transfer_route,
    storage_country,
    penalty_amount,
    loaded_at,
    dq_flags
from agreements
