-- Rendered by `make views` from models/logical/ldm_transaction_version.yml and seeds/policy/: change those.
-- Every column in clear. A new column appears here once it is classified.

select
    transaction_version.transaction_id,
    transaction_version.account_id,
    transaction_version.customer_id,
    transaction_version.payer_name,
    transaction_version.payer_id_type,
    transaction_version.payer_id_number,
    transaction_version.payer_reference,
    transaction_version.transaction_type,
    transaction_version.direction,
    transaction_version.amount,
    transaction_version.currency,
    transaction_version.status,
    transaction_version.occurred_at,
    transaction_version.business_date,
    transaction_version.counterparty_account_id,
    transaction_version.reverses_transaction_id,
    transaction_version.order_id,
    transaction_version.channel,
    transaction_version.product_class,
    transaction_version.is_cash,
    transaction_version.counterparty_country,
    transaction_version.is_current,
    transaction_version.loaded_at,
    transaction_version.dq_flags
from {{ ref('ldm_transaction_version') }} as transaction_version
