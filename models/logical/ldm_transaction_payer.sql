with

transactions as (

    select
        transaction_id,
        payer_name,
        payer_id_type,
        {{ plain_document_number('payer_id_number') }} as payer_id_number
    from {{ ref('stg_transactions') }}
    where
        is_current
        and account_id is null

),

resident_ids as (

    select
        transaction_id,
        payer_id_type,
        {{ resident_id_18('payer_id_number') }} as resident_id
    from transactions

),

-- A resident id may be on file with 18 characters or with 15.
forms as (

    select
        transaction_id,
        payer_id_type,
        payer_id_number as document_number
    from transactions
    where payer_id_number is not null

    union

    select
        transaction_id,
        payer_id_type,
        resident_id as document_number
    from resident_ids
    where resident_id is not null

    union

    select
        transaction_id,
        payer_id_type,
        left(resident_id, 6) || substr(resident_id, 9, 9) as document_number
    from resident_ids
    where substr(resident_id, 7, 2) = '19'

),

by_number as (

    select
        forms.transaction_id,
        numbers.customer_id
    from forms
    inner join {{ ref('vlt_identity_number') }} as numbers
        on
            forms.document_number = numbers.document_number
            and coalesce(forms.payer_id_type, numbers.document_type, '')
            = coalesce(numbers.document_type, forms.payer_id_type, '')

),

by_name as (

    select
        transactions.transaction_id,
        records.customer_id
    from transactions
    inner join {{ ref('vlt_customer_record') }} as records
        on {{ plain_name('transactions.payer_name') }} = {{ plain_name('records.full_name') }}
    where transactions.payer_id_number is null

),

named as (

    select
        transaction_id,
        customer_id
    from by_number

    union

    select
        transaction_id,
        customer_id
    from by_name

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select distinct
    named.transaction_id,
    coalesce(identity.person_id, named.customer_id) as customer_id
from named
left join identity on named.customer_id = identity.customer_id
