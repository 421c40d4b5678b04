{{ config(materialized='view') }}
{#- Read only where `kyc_readings` sets AMB08 to B. -#}
with closings as (

    select
        account_id,
        balance_date,
        closing_balance,
        upper(currency) as currency,
        loaded_at,
        lead(balance_date) over (partition by account_id order by balance_date) - 1 as day_to,
        lag(closing_balance) over (partition by account_id order by balance_date) as opening_balance
    from {{ ref('account_balance__personal_data') }}

),

-- Backwards from the closing balance: what was in the account before the later payments of the day. Fees, interest and
-- what the rules do not count move the ledger all the same.
payments as (

    select
        closings.account_id,
        transactions.business_date,
        closings.closing_balance,
        closings.currency,
        greatest(closings.loaded_at, transactions.known_at) as loaded_at,
        sum(case transactions.side when 'in' then transactions.amount when 'out' then -transactions.amount else 0 end) over (
            partition by closings.account_id, transactions.business_date
            order by transactions.occurred_at desc, transactions.transaction_id desc
            rows unbounded preceding
        ) as moved_since
    from {{ ref('int_transaction_normalised') }} as transactions
    inner join closings
        on transactions.account_id = closings.account_id
        and transactions.business_date >= closings.balance_date
        and transactions.business_date <= coalesce(closings.day_to, date '9999-12-31')
        and transactions.currency = closings.currency
    where transactions.state = 'settled' and transactions.amount is not null

),

moments as (

    select account_id, business_date as day, closing_balance - moved_since as balance, currency, loaded_at from payments
    union all
    select account_id, balance_date, closing_balance, currency, loaded_at from closings
    union all
    -- The day begins with what the day before left.
    select account_id, balance_date, opening_balance, currency, loaded_at from closings
    where opening_balance is not null and closing_balance is not null
    union all
    select account_id, business_date, closing_balance, currency, loaded_at from payments

),

peaks as (

    select
        account_id,
        day,
        max(balance) as peak,
        max(currency) as currency,
        max(loaded_at) as loaded_at
    from moments
    group by account_id, day

),

-- The day after, the closing balance is there again, until the next day with a movement.
after_days as (

    select
        peaks.account_id,
        peaks.day + 1 as day,
        closings.closing_balance,
        closings.currency,
        closings.loaded_at
    from peaks
    inner join closings
        on peaks.account_id = closings.account_id
        and peaks.day >= closings.balance_date
        and peaks.day <= coalesce(closings.day_to, date '9999-12-31')
    where not exists (
        select 1 from peaks as others where others.account_id = peaks.account_id and others.day = peaks.day + 1
    )

)

select account_id, day as balance_date, peak as closing_balance, currency, loaded_at from peaks
union all
select account_id, day, closing_balance, currency, loaded_at from after_days
