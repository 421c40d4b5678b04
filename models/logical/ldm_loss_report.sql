with

loss_reports as (

    select * from {{ ref('stg_loss_reports') }}
    where is_current

)

select
    report_id,
    account_id,
    reported_at,
    reported_via,
    written_confirmation_on,
    loaded_at,
    dq_flags
from loss_reports
