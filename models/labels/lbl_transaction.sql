-- Rendered by `make views` from models/logical/ldm_transaction.yml: change that.
-- depends_on: {{ ref('lbl_transaction_path') }}
{{ config(
    materialized='cohort',
    anonymise={
        'columns': ['gender', 'birth_date', 'province', 'transaction_type', 'direction', 'currency', 'channel', 'occurred_at', 'amount'],
        'lowest': [0, 3, 1, 0, 0, 0, 0, 1, 1],
        'highest': [1, 5, 2, 2, 1, 1, 2, 1, 3],
        'sensitive': [],
        'top_coded': ['amount'],
        'one_record': false,
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
    transaction_type,
    direction,
    currency,
    channel,
    occurred_at,
    amount
from {{ ref('lbl_transaction_leaf') }}
