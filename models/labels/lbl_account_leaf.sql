-- Rendered by `make views` from models/logical/ldm_account.yml: change that.
{{ config(materialized='table') }}

with

own as (
    select * from {{ ref('ldm_account') }}
),

ldm_customer as (
    select * from {{ ref('ldm_customer') }}
)

select
    own.account_id as record_id,
    own.customer_id as person_id,
    {{ leaf_text('ldm_customer.gender', 'text') }} as gender,
    {{ leaf_text('ldm_customer.birth_date', 'date') }} as birth_date,
    {{ leaf_text('ldm_customer.province', 'text') }} as province,
    {{ leaf_text('own.account_type', 'text') }} as account_type,
    {{ leaf_text('own.currency', 'text') }} as currency,
    {{ leaf_text('own.status', 'text') }} as status,
    {{ leaf_text('own.opened_on', 'date') }} as opened_on
from own
inner join ldm_customer on own.customer_id = ldm_customer.customer_id
