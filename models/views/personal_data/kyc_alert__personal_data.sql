-- Rendered by `make views` from models/logical/ldm_kyc_alert.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    kyc_alert.alert_id,
    kyc_alert.customer_id,
    kyc_alert.alert_type,
    kyc_alert.raised_on,
    kyc_alert.state,
    kyc_alert.closed_on,
    kyc_alert.report_type,
    kyc_alert.reported_on,
    kyc_alert.loaded_at,
    kyc_alert.dq_flags
from {{ ref('ldm_kyc_alert') }} as kyc_alert
