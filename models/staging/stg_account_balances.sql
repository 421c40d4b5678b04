-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

-- Not materialized: read three times, but never copied to disk at full width.
typed as not materialized (
    select *
    from {{ ref('stg_account_balances__typed') }}
    where dq_effect <> 'dropped'
),

{{ versions('typed') }}

select
    account_id,
    balance_date,
    closing_balance,
    currency,
    loaded_at,
    {{ conflict_flag('account_balances') }} as dq_flags,
    is_current
from versions
