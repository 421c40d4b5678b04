with

account_balances as (

    select * from {{ ref('stg_account_balances') }}
    where is_current

)

select
    account_id,
    balance_date,
    closing_balance,
    currency,
    loaded_at,
    dq_flags
from account_balances
