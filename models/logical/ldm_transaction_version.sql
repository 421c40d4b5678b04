with

transactions as (

    select * from {{ ref('stg_transactions') }}

),

accounts as (

    select
        account_id,
        customer_id
    from {{ ref('ldm_account') }}

),

identity as (

    select customer_id from {{ ref('vlt_customer_identity') }}

),

single_payers as (

    select
        transaction_id,
        min(customer_id) as customer_id
    from {{ ref('ldm_transaction_payer') }}
    group by transaction_id
    having count(*) = 1

),

known_payers as (

    select
        single_payers.transaction_id,
        single_payers.customer_id
    from single_payers
    inner join identity on single_payers.customer_id = identity.customer_id

)

select
    transactions.transaction_id,
    transactions.account_id,
    case
        when transactions.account_id is null then known_payers.customer_id
        else accounts.customer_id
    end as customer_id,
    transactions.payer_name,
    transactions.payer_id_type,
    transactions.payer_id_number,
    transactions.payer_reference,
    transactions.transaction_type,
    transactions.direction,
    transactions.amount,
    transactions.currency,
    transactions.status,
    transactions.occurred_at,
    {{ shanghai_date('transactions.occurred_at') }} as business_date,
    transactions.counterparty_account_id,
    transactions.reverses_transaction_id,
    transactions.order_id,
    transactions.channel,
    transactions.product_class,
    transactions.is_cash,
    transactions.counterparty_country,
    transactions.is_current,
    transactions.loaded_at,
    transactions.dq_flags
from transactions
left join accounts on transactions.account_id = accounts.account_id
left join known_payers on transactions.transaction_id = known_payers.transaction_id
