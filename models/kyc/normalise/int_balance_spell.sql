with owners as (

    select * from {{ ref('int_balance_owner') }}

),

balances as (

    select
        owners.owner_no,
        balances.balance_date,
        case
            when balances.closing_balance < 0 and {{ reading('AMB09') }} = 'A' then 0
            else balances.closing_balance
        end as balance,
        upper(balances.currency) as currency,
        balances.loaded_at
    from {{ daily_balances() }} as balances
    inner join owners on balances.account_id = owners.account_id

),

dated as (

    select
        *,
        lag(balance) over history as balance_before,
        lead(balance_date) over history as next_date
    from balances
    window history as (partition by owner_no order by balance_date)

)

-- After the day of closing there is no balance.
select
    dated.owner_no,
    owners.customer_no,
    dated.balance_date,
    greatest(dated.balance_date, owners.valid_from) as held_from,
    least(coalesce(dated.next_date - 1, date '9999-12-31'), owners.valid_to) as held_to,
    dated.currency,
    {{ holder_share('dated.balance', 'owners.holders', up=false) }} as balance,
    case
        when dated.balance_date > owners.valid_from
            then {{ holder_share('dated.balance_before', 'owners.holders', up=false) }}
    end as balance_before,
    dated.next_date is null or dated.next_date > owners.valid_to as is_last,
    dated.loaded_at,
    owners.linked_at
from dated
inner join owners on dated.owner_no = owners.owner_no
where dated.balance_date <= owners.valid_to
    and (dated.next_date is null or dated.next_date > owners.valid_from)
