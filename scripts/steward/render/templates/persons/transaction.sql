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
<% if clear %>
    select
        transaction_person.transaction_id,
        bool_and(allowed_person.is_identified) as is_identified
<% else %>
    select transaction_person.transaction_id
<% endif %>
    from transaction_person
    left join allowed_person on transaction_person.customer_id = allowed_person.customer_id
    group by transaction_person.transaction_id
    having count(*) = count(allowed_person.customer_id)
)
