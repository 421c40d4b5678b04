-- Rendered by `make views` from models/logical/ldm_identity_document.yml: change that.
{{ config(materialized='table') }}

with

own as (
    select * from {{ ref('ldm_identity_document') }}
),

ldm_customer as (
    select * from {{ ref('ldm_customer') }}
)

select
    own.document_id as record_id,
    own.customer_id as person_id,
    {{ leaf_text('ldm_customer.gender', 'text') }} as gender,
    {{ leaf_text('ldm_customer.birth_date', 'date') }} as birth_date,
    {{ leaf_text('own.document_type', 'text') }} as document_type,
    {{ leaf_text('own.valid_from', 'date') }} as valid_from
from own
inner join ldm_customer on own.customer_id = ldm_customer.customer_id
