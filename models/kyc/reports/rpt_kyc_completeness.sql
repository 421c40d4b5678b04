with totals as (

    select
        table_name,
        business_date,
        row_count,
        amount
    from {{ ref('control_total__personal_data') }}
    where table_name in ('transactions', 'account_balances')

),

-- The rows that the rules have walked, not those that were delivered.
counted as (

    select
        'transactions' as table_name,
        transactions.business_date,
        count(*) as row_count,
        cast(sum(transactions.amount) as decimal(38, 2)) as amount
    from {{ ref('transaction__personal_data') }} as transactions
    inner join {{ ref('int_transaction_normalised') }} as seen on transactions.transaction_id = seen.transaction_id
    group by transactions.business_date
    union all
    select
        'account_balances' as table_name,
        balance_date as business_date,
        count(*) as row_count,
        cast(sum(closing_balance) as decimal(38, 2)) as amount
    from {{ ref('account_balance__personal_data') }}
    group by balance_date

),

named as (

    select 'transactions' as table_name
    union all
    select 'account_balances' as table_name

),

compared as (

    select
        coalesce(totals.table_name, counted.table_name) as table_name,
        coalesce(totals.business_date, counted.business_date) as business_date,
        totals.row_count as expected,
        counted.row_count as counted,
        totals.amount as expected_amount,
        counted.amount as counted_amount
    from counted
    full outer join totals
        on counted.table_name = totals.table_name and counted.business_date = totals.business_date

)

select
    named.table_name,
    compared.business_date,
    compared.expected,
    coalesce(compared.counted, 0) as counted,
    cast(compared.expected_amount as decimal(38, 2)) as expected_amount,
    compared.counted_amount,
    case
        when compared.expected is null and compared.expected_amount is null then 'not_measured'
        when compared.expected <> coalesce(compared.counted, 0) then 'differs'
        when compared.expected_amount <> coalesce(compared.counted_amount, 0) then 'differs'
        else 'matches'
    end as state
from named
left join compared on named.table_name = compared.table_name
