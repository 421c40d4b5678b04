-- Rendered by `make views` from models/logical/ldm_transaction.yml and seeds/policy/: change those.
-- Without identifiers and keys, generalised; combinations of fewer than k persons are absent.
-- Left out: transaction_id, account_id, customer_id, payer_name, payer_id_type, payer_id_number, payer_reference,
-- counterparty_account_id, reverses_transaction_id, order_id, loaded_at, dq_flags.

with

transaction as (
    select * from {{ ref('ldm_transaction') }}
),

known_person as (
    select customer_id from {{ ref('ldm_customer') }}
),

generalised as (
    select
        transaction.customer_id as person,
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
    inner join known_person on transaction.customer_id = known_person.customer_id
),

combined as (
    select
        *,
        {{ combination_key([
            'transaction_type',
            'direction',
            'amount',
            'currency',
            'status',
            'occurred_at',
            'business_date',
            'channel',
            'product_class',
            'is_cash',
            'counterparty_country',
        ]) }} as combination
    from generalised
),

frequent as (
    select combination
    from combined
    group by combination
    having count(distinct person) >= {{ var('k_anonymity') }}
)

select
    combined.transaction_type,
    combined.direction,
    combined.amount,
    combined.currency,
    combined.status,
    combined.occurred_at,
    combined.business_date,
    combined.channel,
    combined.product_class,
    combined.is_cash,
    combined.counterparty_country
from combined
inner join frequent on combined.combination = frequent.combination
-- The place of a row tells nothing about its person.
order by combined.combination
