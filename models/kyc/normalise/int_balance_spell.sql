with balances as (

    select
        account_id,
        balance_date,
        case when closing_balance < 0 and {{ reading('AMB09') }} = 'A' then 0 else closing_balance end as balance,
        upper(currency) as currency,
        loaded_at,
        lead(balance_date) over (partition by account_id order by balance_date) - 1 as day_to
    from {{ daily_balances() }}

),

accounts as (

    select
        account_id,
        closed_on
    from {{ ref('account__personal_data') }}

),

owners as (

    select * from {{ metric_owners() }}
    where is_individual

),

-- After the day of closing there is no balance.
held as (

    select
        balances.account_id,
        balances.balance_date,
        balances.currency,
        balances.loaded_at,
        {{ holder_share('balances.balance', 'owners.holders', up=false) }} as balance,
        owners.customer_id,
        owners.source_customer_id,
        owners.linked_at,
        greatest(balances.balance_date, owners.valid_from) as held_from,
        least(
            coalesce(balances.day_to, date '9999-12-31'),
            coalesce(accounts.closed_on, date '9999-12-31'),
            owners.valid_to
        ) as held_to
    from balances
    left join accounts on balances.account_id = accounts.account_id
    inner join owners on balances.account_id = owners.account_id

)

select
    account_id,
    customer_id,
    balance_date,
    held_from,
    held_to,
    currency,
    balance,
    loaded_at,
    linked_at,
    source_customer_id
from held
where held_from <= held_to
