-- Rendered from models/staging/_sources.yml; edit that, then run make views.

with

{{ versions(ref('stg_transactions__typed'), [
    'transaction_id', 'account_id', 'payer_name', 'payer_id_type', 'payer_id_number',
    'payer_reference', 'transaction_type', 'direction', 'amount', 'currency', 'status',
    exact_time('occurred_at'), 'counterparty_account_id', 'reverses_transaction_id', 'order_id',
    'channel', 'product_class', 'is_cash', 'counterparty_country', 'dq_flags',
]) }}

select
    transaction_id,
    account_id,
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
    counterparty_account_id,
    reverses_transaction_id,
    order_id,
    channel,
    product_class,
    is_cash,
    counterparty_country,
    loaded_at,
    {{ conflict_flag('transactions') }} as dq_flags,
    is_current,
    is_repeated
from versions
