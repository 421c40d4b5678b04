{{ config(materialized='view') }}

-- A view: the rows are stored once, with their earlier versions.
select
    transaction_id,
    account_id,
    customer_id,
    payer_name,
    payer_id_type,
    payer_id_number,
    payer_reference,
    transaction_type,
    direction,
    amount,
    currency,
    status,
    occurred_at,
    business_date,
    counterparty_account_id,
    reverses_transaction_id,
    order_id,
    channel,
    product_class,
    is_cash,
    counterparty_country,
    loaded_at,
    dq_flags
from {{ ref('ldm_transaction_version') }}
where is_current
