with owners as (

    select
        owners.account_id,
        owners.customer_id,
        owners.valid_from,
        least(owners.valid_to, coalesce(accounts.closed_on, date '9999-12-31')) as valid_to,
        owners.linked_at{{ ',
        owners.holders' if reading_by_variable('AMB14', 'B') }}
    from {{ metric_owners() }} as owners
    inner join {{ ref('int_balance_candidate') }} as candidates on owners.customer_id = candidates.customer_id
    left join {{ ref('account__personal_data') }} as accounts on owners.account_id = accounts.account_id
    where owners.is_individual and owners.valid_from <= coalesce(accounts.closed_on, date '9999-12-31')

),

watched as (

    select distinct account_id from owners

),

balances as (

    select
        balances.account_id,
        balances.balance_date,
        case
            when balances.closing_balance < 0 and {{ reading('AMB09') }} = 'A' then 0
            else balances.closing_balance
        end as balance,
        upper(balances.currency) as currency,
        balances.loaded_at
    from {{ daily_balances() }} as balances
    inner join watched on balances.account_id = watched.account_id

),

dated as (

    select
        *,
        lag(balance) over (partition by account_id order by balance_date) as balance_before,
        lead(balance_date) over (partition by account_id order by balance_date) as next_date
    from balances

)

-- After the day of closing there is no balance.
select
    dated.account_id,
    owners.customer_id,
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
inner join owners on dated.account_id = owners.account_id
where dated.balance_date <= owners.valid_to
    and (dated.next_date is null or dated.next_date > owners.valid_from)
