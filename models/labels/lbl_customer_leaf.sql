-- Rendered by `make views` from models/logical/ldm_customer.yml: change that.
{{ config(materialized='table') }}

with

own as (
    select * from {{ ref('ldm_customer') }}
),

ldm_customer_behaviour as (
    select * from {{ ref('ldm_customer_behaviour') }}
)

select
    own.customer_id as record_id,
    own.customer_id as person_id,
    {{ leaf_text('own.gender', 'text') }} as gender,
    {{ leaf_text('own.birth_date', 'date') }} as birth_date,
    {{ leaf_text('own.province', 'text') }} as province,
    {{ leaf_text('own.status', 'text') }} as status,
    {{ leaf_text('ldm_customer_behaviour.transactions_30d', 'text') }} as transactions_30d,
    {{ leaf_text('ldm_customer_behaviour.transactions_90d', 'text') }} as transactions_90d,
    {{ leaf_text('ldm_customer_behaviour.recency_days', 'text') }} as recency_days,
    {{ leaf_text('ldm_customer_behaviour.tenure_days', 'text') }} as tenure_days,
    {{ leaf_text('ldm_customer_behaviour.products_held', 'text') }} as products_held,
    {{ leaf_text('ldm_customer_behaviour.amount_90d', 'text') }} as amount_90d
from own
left join ldm_customer_behaviour on own.customer_id = ldm_customer_behaviour.customer_id
