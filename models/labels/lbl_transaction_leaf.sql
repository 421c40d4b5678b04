-- Rendered by `make views` from models/logical/ldm_transaction.yml: change that.
{{ config(materialized='table') }}

with

own as (
    select * from {{ ref('ldm_transaction') }}
),

ldm_customer as (
    select * from {{ ref('ldm_customer') }}
)

select
    own.transaction_id as record_id,
    own.customer_id as person_id,
    {{ leaf_text('ldm_customer.gender', 'text') }} as gender,
    {{ leaf_text('ldm_customer.birth_date', 'date') }} as birth_date,
    {{ leaf_text('ldm_customer.province', 'text') }} as province,
    {{ leaf_text('own.transaction_type', 'text') }} as transaction_type,
    {{ leaf_text('own.direction', 'text') }} as direction,
    {{ leaf_text('own.currency', 'text') }} as currency,
    {{ leaf_text('own.channel', 'text') }} as channel,
    {{ leaf_text('own.occurred_at', 'timestamptz') }} as occurred_at,
    {{ leaf_text('own.amount', 'decimal(18,2)') }} as amount
from own
inner join ldm_customer on own.customer_id = ldm_customer.customer_id
