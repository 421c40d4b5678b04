-- Rendered by `make views` from models/logical/ldm_transaction.yml and seeds/policy/: change those.
-- Only people who may be used for use of sensitive data: a row is absent as soon as one person that it belongs to
-- refused or is not known.
-- Not needed for it: payer_name, payer_id_type, payer_id_number, payer_reference, status, counterparty_account_id,
-- product_class, loaded_at, dq_flags.

with

transaction as (
    select * from {{ ref('ldm_transaction') }}
),

allowed_person as (
    select customer_id
    from {{ ref('ldm_customer') }}
    where not opt_out_sensitive_data
),

account_owner as (
    select * from {{ ref('ldm_account_owner') }}
),

transaction_payer as (
    select * from {{ ref('ldm_transaction_payer') }}
),

transaction_person as (
    select
        transaction.transaction_id,
        account_owner.customer_id
    from transaction
    inner join account_owner
        on
            transaction.account_id = account_owner.account_id
            and transaction.business_date >= coalesce(account_owner.valid_from, transaction.business_date)
            and transaction.business_date <= coalesce(account_owner.valid_to, transaction.business_date)
    union all
    select
        transaction.transaction_id,
        transaction_payer.customer_id
    from transaction
    inner join transaction_payer on transaction.transaction_id = transaction_payer.transaction_id
    where transaction.account_id is null
),

released as (
    select transaction_person.transaction_id
    from transaction_person
    left join allowed_person on transaction_person.customer_id = allowed_person.customer_id
    group by transaction_person.transaction_id
    having count(*) = count(allowed_person.customer_id)
)

select
    transaction.transaction_id,
    transaction.account_id,
    transaction.customer_id,
    transaction.transaction_type,
    transaction.direction,
    transaction.amount,
    transaction.currency,
    transaction.occurred_at,
    transaction.business_date,
    transaction.reverses_transaction_id,
    transaction.order_id,
    transaction.channel,
    transaction.is_cash,
    transaction.counterparty_country
from transaction
inner join released on transaction.transaction_id = released.transaction_id
