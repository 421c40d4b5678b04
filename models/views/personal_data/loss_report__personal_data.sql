-- Rendered by `make views` from models/logical/ldm_loss_report.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    loss_report.report_id,
    loss_report.account_id,
    loss_report.reported_at,
    loss_report.reported_via,
    loss_report.written_confirmation_on,
    loss_report.loaded_at,
    loss_report.dq_flags
from {{ ref('ldm_loss_report') }} as loss_report
