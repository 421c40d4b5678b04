-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

typed as (
    select *
    from {{ ref('stg_loss_reports__typed') }}
    where dq_effect <> 'dropped'
),

{{ versions('typed') }}

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
