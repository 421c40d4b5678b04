with versions as not materialized (

    select
        transaction_id, account_id, payer_name, payer_id_type, payer_id_number, payer_reference, transaction_type,
        direction, amount, upper(currency) as currency, occurred_at, counterparty_account_id,
        reverses_transaction_id, product_class, is_cash, counterparty_country, loaded_at,
        case status when 'settled' then 'settled' when 'pending' then 'pending' else 'failed' end as state
    from {{ ref('transaction_version__personal_data') }}

),

repeated as (

    select
        transaction_id,
        min(case state when 'settled' then 1 when 'pending' then 2 else 3 end) as state_rank
    from versions
    group by transaction_id
    having count(*) > 1

),

-- Settled if any row is: the other rows of the id say nothing of the payment.
counted as (

    select versions.*
    from versions
    inner join repeated
        on versions.transaction_id = repeated.transaction_id
        and case versions.state when 'settled' then 1 when 'pending' then 2 else 3 end = repeated.state_rank

),

ranked as (

    select
        counted.*,
        row_number() over (
            partition by transaction_id
            order by loaded_at desc, abs(amount) desc nulls last, occurred_at, account_id nulls last,
                currency nulls last, direction nulls last, transaction_type nulls last
        ) as newest,
        row_number() over (
            partition by transaction_id
            order by abs(amount) desc nulls last, currency nulls last, loaded_at
        ) as highest,
        min(coalesce(cast(abs(amount) as varchar), '') || coalesce(currency, '')) over (partition by transaction_id)
        <> max(coalesce(cast(abs(amount) as varchar), '') || coalesce(currency, '')) over (partition by transaction_id)
            as is_conflict
    from counted

)

select
    versions.transaction_id, versions.account_id, versions.payer_name, versions.payer_id_type,
    versions.payer_id_number, versions.payer_reference, versions.transaction_type, versions.direction, versions.amount,
    versions.currency, versions.occurred_at, versions.counterparty_account_id, versions.reverses_transaction_id,
    versions.product_class, versions.is_cash, versions.counterparty_country, versions.state,
    versions.loaded_at as known_at,
    false as is_conflict
from versions
where not exists (select 1 from repeated where repeated.transaction_id = versions.transaction_id)
union all
select
    newest.transaction_id, newest.account_id, newest.payer_name, newest.payer_id_type,
    newest.payer_id_number, newest.payer_reference, newest.transaction_type, newest.direction, highest.amount,
    highest.currency, newest.occurred_at, newest.counterparty_account_id, newest.reverses_transaction_id,
    newest.product_class, newest.is_cash, newest.counterparty_country, newest.state,
    highest.loaded_at as known_at,
    newest.is_conflict
from ranked as newest
inner join ranked as highest on newest.transaction_id = highest.transaction_id and highest.highest = 1
where newest.newest = 1
