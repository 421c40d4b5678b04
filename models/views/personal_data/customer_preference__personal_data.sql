-- Rendered by `make views` from models/logical/ldm_customer_preference.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    customer_preference.customer_id,
    customer_preference.topic,
    customer_preference.value,
    customer_preference.source,
    customer_preference.notice_version,
    customer_preference.consented,
    customer_preference.collected_at,
    customer_preference.loaded_at,
    customer_preference.dq_flags
from {{ ref('ldm_customer_preference') }} as customer_preference
