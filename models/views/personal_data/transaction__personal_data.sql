-- Rendered by `make views` from models/logical/ldm_transaction.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    transaction.transaction_id,
    transaction.account_id,
    transaction.customer_id,
    transaction.payer_name,
    transaction.payer_id_type,
    transaction.payer_id_number,
    transaction.payer_reference,
    transaction.transaction_type,
    transaction.direction,
    transaction.amount,
    transaction.currency,
    transaction.status,
    transaction.occurred_at,
    transaction.business_date,
    transaction.counterparty_account_id,
    transaction.reverses_transaction_id,
    transaction.order_id,
    transaction.channel,
    transaction.product_class,
    transaction.is_cash,
    transaction.counterparty_country,
    transaction.loaded_at,
    transaction.dq_flags
from {{ ref('ldm_transaction') }} as transaction
