-- One row of every id is current, so what came more than once has a row that is not: nothing else need be counted.
with repeated as (

    select distinct transaction_id
    from {{ ref('transaction_version__personal_data') }}
    where not is_current

),

several as (

    select
        versions.*,
        upper(versions.currency) as currency_code,
        coalesce(cast(abs(versions.amount) as varchar), '') || coalesce(upper(versions.currency), '') as told,
        case versions.status when 'settled' then 1 when 'pending' then 2 else 3 end as state_rank,
        min(case versions.status when 'settled' then 1 when 'pending' then 2 else 3 end)
            over (partition by versions.transaction_id) as best_state
    from {{ ref('transaction_version__personal_data') }} as versions
    inner join repeated on versions.transaction_id = repeated.transaction_id

),

-- Settled if any row is: the other rows of the id say nothing of the payment.
ranked as (

    select
        *,
        row_number() over (
            partition by transaction_id
            order by loaded_at desc, abs(amount) desc nulls last, occurred_at, account_id nulls last,
                currency_code nulls last, direction nulls last, transaction_type nulls last
        ) as newest,
        row_number() over (
            partition by transaction_id
            order by abs(amount) desc nulls last, currency_code nulls last, loaded_at
        ) as highest,
        min(told) over (partition by transaction_id) <> max(told) over (partition by transaction_id) as is_conflict
    from several
    where state_rank = best_state

)

select
    newest.transaction_id, newest.account_id, newest.payer_name, newest.payer_id_type,
    newest.payer_id_number, newest.payer_reference, newest.transaction_type, newest.direction, highest.amount,
    highest.currency_code as currency, newest.occurred_at, newest.business_date,
    newest.counterparty_account_id, newest.reverses_transaction_id, newest.product_class, newest.is_cash,
    newest.counterparty_country,
    case newest.state_rank when 1 then 'settled' when 2 then 'pending' else 'failed' end as state,
    highest.loaded_at as known_at,
    newest.is_conflict
from ranked as newest
inner join ranked as highest on newest.transaction_id = highest.transaction_id and highest.highest = 1
where newest.newest = 1
