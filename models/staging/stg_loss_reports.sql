-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_loss_reports__typed')) }}

select
    report_id,
    account_id,
    reported_at,
    reported_via,
    written_confirmation_on,
    loaded_at,
    {{ conflict_flag('loss_reports') }} as dq_flags,
    is_current
from versions
