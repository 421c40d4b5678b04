-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_loss_reports__typed'), [
    'report_id', 'account_id', exact_time('reported_at'), 'reported_via', 'written_confirmation_on',
    'dq_flags',
]) }}

select
    report_id,
    account_id,
    reported_at,
    reported_via,
    written_confirmation_on,
    loaded_at,
    {{ conflict_flag('loss_reports') }} as dq_flags,
    is_current,
    is_repeated
from versions
