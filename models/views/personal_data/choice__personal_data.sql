-- Rendered by `make views` from models/logical/ldm_choice.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    choice.event_id,
    choice.customer_id,
    choice.source_customer_id,
    choice.purpose,
    choice.choice,
    choice.channel,
    choice.recipient_id,
    choice.data_category,
    choice.notice_version,
    choice.captured_by,
    choice.occurred_at,
    choice.recorded_at,
    choice.reading,
    choice.exception,
    choice.loaded_at,
    choice.dq_flags,
    choice.is_current
from {{ ref('ldm_choice') }} as choice
