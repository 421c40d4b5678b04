with

records as (

    select
        customer_id,
        id_type,
        id_number
    from {{ ref('vlt_customer_record') }}
    where id_number is not null

),

documents as (

    select
        customer_id,
        document_type,
        document_number
    from {{ ref('stg_identity_documents') }}
    where
        is_current
        and document_number is not null

),

numbers as (

    select
        customer_id,
        id_type as document_type,
        id_number as document_number
    from records

    union all

    select
        customer_id,
        document_type,
        document_number
    from documents

)

select
    customer_id,
    document_type,
    {{ plain_document_number('document_number') }} as document_number
from numbers
