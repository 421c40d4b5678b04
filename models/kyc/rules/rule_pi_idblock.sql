with documents as (

    select * from {{ ref('int_document') }}
    where last_valid_day is not null

),

expired as (

    select distinct customer_id
    from documents
    where last_valid_day < {{ as_of_date() }}

),

business as (

    select
        owners.customer_id,
        transactions.transaction_id,
        transactions.business_date,
        transactions.occurred_at,
        transactions.known_at
    from {{ ref('int_transaction_normalised') }} as transactions
    inner join {{ ref('int_account_owner') }} as owners
        on transactions.account_id = owners.account_id
        and transactions.business_date between owners.valid_from and owners.valid_to
    inner join expired on owners.customer_id = expired.customer_id
    where transactions.counts

),

uncovered as (

    select
        business.customer_id,
        business.transaction_id,
        business.business_date,
        business.occurred_at,
        business.known_at,
        max(documents.last_valid_day) as expired_on
    from business
    inner join documents on business.customer_id = documents.customer_id
    where documents.valid_from is null or documents.valid_from <= business.business_date
    group by
        business.customer_id, business.transaction_id, business.business_date, business.occurred_at, business.known_at
    having max(documents.last_valid_day) < business.business_date

),

-- The first payment after the expiry is the breach; later ones add nothing.
firsts as (

    select
        *,
        row_number() over (
            partition by customer_id, expired_on
            order by business_date, occurred_at, transaction_id
        ) as nth
    from uncovered

),

found as (

    select
        customer_id as subject_id,
        customer_id,
        business_date as trigger_date,
        transaction_id as source_id,
        known_at as detected_at,
        {{ event_facts(
            "'证件已于' || cast(expired_on as varchar) || '到期,其后首笔业务'",
            "'first business after the document expired on ' || cast(expired_on as varchar)"
        ) }}
    from firsts
    where nth = 1

)

{{ event_trigger('PI-IDBLOCK', 'customer') }}
