-- Rendered by `make views` from models/logical/ldm_customer.yml: change that.
-- depends_on: {{ ref('lbl_customer_path') }}
{{ config(
    materialized='cohort',
    anonymise={
        'columns': ['gender', 'birth_date', 'province', 'status', 'transactions_30d', 'transactions_90d', 'recency_days', 'tenure_days', 'products_held', 'amount_90d'],
        'lowest': [0, 3, 0, 0, 0, 0, 0, 0, 0, 0],
        'highest': [0, 4, 1, 1, 2, 2, 2, 2, 2, 2],
        'sensitive': ['amount_90d'],
        'top_coded': [],
        'one_record': true,
        'engine': 'global',
        'k': var('k_anonymity'),
        'l': var('l_diversity'),
        'max_suppression': 0.2,
    },
) }}

select
    record_id,
    person_id,
    gender,
    birth_date,
    province,
    status,
    transactions_30d,
    transactions_90d,
    recency_days,
    tenure_days,
    products_held,
    amount_90d
from {{ ref('lbl_customer_leaf') }}
