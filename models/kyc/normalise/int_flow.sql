with transactions as (

    select * from {{ ref('int_transaction_normalised') }}

),

owners as (

    select * from {{ metric_owners() }}
    where is_individual

)

select
    transactions.transaction_id,
    owners.customer_id,
    transactions.business_date,
    transactions.counts,
    {{ holder_share('transactions.cny', 'owners.holders', up=true) }} as cny,
    {{ holder_share('transactions.fx_usd', 'owners.holders', up=true) }} as fx_usd,
    {{ holder_share('transactions.all_cny', 'owners.holders', up=true) }} as all_cny,
    transactions.amount_problem,
    transactions.known_at,
    owners.linked_at,
    -- Only a linked record is told apart: a text that is nearly always null costs nothing to store.
    case when owners.linked_at is not null then owners.source_customer_id end as source_customer_id
from transactions
inner join owners
    on transactions.account_id = owners.account_id
    and transactions.business_date between owners.valid_from and owners.valid_to
where transactions.counts or transactions.would_count
