{{ config(materialized='view' if target.type == 'duckdb' else 'table') }}

select
    versions.transaction_id, versions.account_id, versions.payer_name, versions.payer_id_type,
    versions.payer_id_number, versions.payer_reference, versions.transaction_type, versions.direction, versions.amount,
    upper(versions.currency) as currency, versions.occurred_at, versions.business_date,
    versions.counterparty_account_id, versions.reverses_transaction_id, versions.product_class, versions.is_cash,
    versions.counterparty_country,
    case when versions.status in ('settled', 'pending') then versions.status else 'failed' end as state,
    versions.loaded_at as known_at,
    false as is_conflict
from {{ ref('transaction_version__personal_data') }} as versions
left join {{ ref('int_transaction_repeated') }} as repeated
    on versions.transaction_id = repeated.transaction_id
where repeated.transaction_id is null
union all
select
    transaction_id, account_id, payer_name, payer_id_type, payer_id_number, payer_reference, transaction_type, direction,
    amount, currency, occurred_at, business_date, counterparty_account_id, reverses_transaction_id, product_class,
    is_cash, counterparty_country, state, known_at, is_conflict
from {{ ref('int_transaction_repeated') }}
