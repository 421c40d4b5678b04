-- Rendered by `make views` from models/logical/ldm_interaction.yml: change that.
{{ config(materialized='table') }}

with

own as (
    select * from {{ ref('ldm_interaction') }}
),

ldm_customer as (
    select * from {{ ref('ldm_customer') }}
)

select
    own.interaction_id as record_id,
    own.customer_id as person_id,
    {{ leaf_text('ldm_customer.gender', 'text') }} as gender,
    {{ leaf_text('ldm_customer.birth_date', 'date') }} as birth_date,
    {{ leaf_text('ldm_customer.province', 'text') }} as province,
    {{ leaf_text('own.kind', 'text') }} as kind,
    {{ leaf_text('own.channel', 'text') }} as channel,
    {{ leaf_text('own.outcome', 'text') }} as outcome,
    {{ leaf_text('own.occurred_at', 'timestamptz') }} as occurred_at
from own
inner join ldm_customer on own.customer_id = ldm_customer.customer_id
