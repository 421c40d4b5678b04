with totals as (

    select
        table_name,
        business_date,
        row_count
    from {{ ref('control_total__personal_data') }}
    where table_name in ('transactions', 'account_balances')

),

counted as (

    select
        'transactions' as table_name,
        business_date,
        count(*) as row_count
    from {{ ref('int_transaction_normalised') }}
    group by business_date

),

named as (

    select 'transactions' as table_name

),

compared as (

    select
        coalesce(totals.table_name, counted.table_name) as table_name,
        coalesce(totals.business_date, counted.business_date) as business_date,
        totals.row_count as expected,
        counted.row_count as counted
    from counted
    full outer join totals
        on counted.table_name = totals.table_name and counted.business_date = totals.business_date

)

select
    named.table_name,
    compared.business_date,
    compared.expected,
    coalesce(compared.counted, 0) as counted,
    case
        when compared.expected is null then 'not_measured'
        when compared.expected = coalesce(compared.counted, 0) then 'matches'
        else 'differs'
    end as state
from named
left join compared on named.table_name = compared.table_name
