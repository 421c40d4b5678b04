-- Rendered by `make views` from models/logical/ldm_transaction.yml and seeds/policy/: change those.
-- For Harbour Insurance (invented): zero rows without an agreement in force; the terms name nothing in clear.
-- Left out: transaction_id, payer_name, payer_id_type, payer_id_number, payer_reference, counterparty_account_id,
-- reverses_transaction_id, order_id, loaded_at, dq_flags.

with

account_pseudonym as (
    select
        subject_id,
        pseudonym
    from {{ ref('vlt_current_pseudonym') }}
    where subject_type = 'account' and scope = 'recipient:harbour_insurance'
),

customer_pseudonym as (
    select
        subject_id,
        pseudonym
    from {{ ref('vlt_current_pseudonym') }}
    where subject_type = 'customer' and scope = 'recipient:harbour_insurance'
),

transaction as (
    select * from {{ ref('ldm_transaction') }}
),

agreement_in_force as (
    {{ agreement_in_force('harbour_insurance') }}
),

agreed as (
    select recipient_id
    from agreement_in_force
    group by recipient_id
),

allowed_person as (
    select customer_id
    from {{ ref('ldm_recipient_choice') }}
    where recipient_id = 'harbour_insurance' and allowed
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
    account_key.pseudonym as account_key,
    customer_key.pseudonym as customer_key,
    {{ generalise_leaf('transaction.transaction_type') }} as transaction_type,
    {{ generalise_leaf('transaction.direction') }} as direction,
    {{ generalise_amount_band('transaction.amount', 'decimal(18,2)') }} as amount,
    transaction.currency,
    transaction.status,
    {{ generalise_month('transaction.occurred_at', 'timestamptz') }} as occurred_at,
    {{ generalise_month('transaction.business_date', 'date') }} as business_date,
    {{ generalise_leaf('transaction.channel') }} as channel,
    transaction.product_class,
    {{ generalise_leaf('transaction.is_cash') }} as is_cash,
    {{ generalise_leaf('transaction.counterparty_country') }} as counterparty_country
from transaction
inner join agreed on agreed.recipient_id = 'harbour_insurance'
inner join released on transaction.transaction_id = released.transaction_id
left join account_pseudonym as account_key on transaction.account_id = account_key.subject_id
left join customer_pseudonym as customer_key on transaction.customer_id = customer_key.subject_id
