-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_privacy_notices__typed'), [
    'notice_version', 'language', 'effective_from', 'purposes', 'body', 'dq_flags',
]) }}

select
    notice_version,
    language,
    effective_from,
    purposes,
    body,
    loaded_at,
    {{ conflict_flag('privacy_notices') }} as dq_flags,
    is_current,
    is_repeated
from versions
