with transactions as (

    select * from {{ ref('int_transaction_normalised') }}
    where is_product and counts

),

owners as (

    select * from {{ ref('int_account_owner') }}
    where is_individual

),

-- A class that nobody has described may be a financial product.
classes as (

    select
        product_class,
        is_financial
    from {{ ref('int_product_class') }}

),

found as (

    select
        owners.customer_id as subject_id,
        owners.customer_id,
        transactions.business_date as trigger_date,
        cast(null as date) as episode_end,
        transactions.transaction_id as source_id,
        transactions.known_at as detected_at,
        transactions.all_cny as metric_cny,
        transactions.fx_usd as metric_usd,
        cast(null as varchar) as fx_reason,
        'fired' as state,
        '买卖金融产品,金额' || coalesce(transactions.currency, '?') || ' ' || {{ money_text('transactions.amount') }}
            as facts_zh,
        'trade of a financial product, ' || coalesce(transactions.currency, '?') || ' '
        || {{ money_text('transactions.amount') }} as facts_en
    from transactions
    inner join owners
        on transactions.account_id = owners.account_id
        and transactions.business_date between owners.valid_from and owners.valid_to
    left join classes on transactions.product_class = classes.product_class
    where coalesce(classes.is_financial, true)

)

{{ event_trigger('PI-FINPROD', 'customer') }}
