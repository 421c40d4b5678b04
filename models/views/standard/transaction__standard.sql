-- Rendered by `make views` from models/logical/ldm_transaction.yml and seeds/policy/: change those.
-- Identity masked, personal and sensitive data withheld, joined by internal pseudonyms.

with

account_pseudonym as (
    select
        subject_id,
        pseudonym
    from {{ ref('vlt_current_pseudonym') }}
    where subject_type = 'account' and scope = 'internal'
),

customer_pseudonym as (
    select
        subject_id,
        pseudonym
    from {{ ref('vlt_current_pseudonym') }}
    where subject_type = 'customer' and scope = 'internal'
),

transaction as (
    select * from {{ ref('ldm_transaction') }}
)

select
    transaction.transaction_id,
    account_key.pseudonym as account_key,
    customer_key.pseudonym as customer_key,
    {{ mask_name('transaction.payer_name') }} as payer_name,
    {{ suppress('text') }} as payer_id_type,
    {{ mask_id_number('transaction.payer_id_number') }} as payer_id_number,
    {{ suppress('text') }} as payer_reference,
    {{ suppress('text') }} as transaction_type,
    {{ suppress('text') }} as direction,
    {{ suppress('decimal(18,2)') }} as amount,
    transaction.currency,
    transaction.status,
    {{ suppress('timestamptz') }} as occurred_at,
    {{ suppress('date') }} as business_date,
    {{ suppress('text') }} as counterparty_account_id,
    transaction.reverses_transaction_id,
    transaction.order_id,
    {{ suppress('text') }} as channel,
    transaction.product_class,
    {{ suppress('boolean') }} as is_cash,
    {{ suppress('text') }} as counterparty_country,
    transaction.loaded_at,
    transaction.dq_flags
from transaction
left join account_pseudonym as account_key on transaction.account_id = account_key.subject_id
left join customer_pseudonym as customer_key on transaction.customer_id = customer_key.subject_id
