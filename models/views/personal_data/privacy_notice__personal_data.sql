-- Rendered by `make views` from models/logical/ldm_privacy_notice.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    privacy_notice.notice_version,
    privacy_notice.language,
    privacy_notice.effective_from,
    privacy_notice.purposes,
    privacy_notice.body,
    privacy_notice.loaded_at,
    privacy_notice.dq_flags
from {{ ref('ldm_privacy_notice') }} as privacy_notice
