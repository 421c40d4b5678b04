-- Rendered by `make views` from models/logical/ldm_account.yml: change that.
-- depends_on: {{ ref('lbl_account_path') }}
{{ config(
    materialized='cohort',
    anonymise={
        'columns': ['gender', 'birth_date', 'province', 'account_type', 'currency', 'status', 'opened_on'],
        'lowest': [0, 3, 1, 0, 0, 0, 3],
        'highest': [1, 4, 2, 2, 2, 1, 5],
        'sensitive': [],
        'top_coded': [],
        'one_record': false,
        'engine': 'global',
        'k': var('k_anonymity'),
        'l': var('l_diversity'),
        'max_suppression': var('max_suppression'),
    },
) }}

select
    record_id,
    person_id,
    gender,
    birth_date,
    province,
    account_type,
    currency,
    status,
    opened_on
from {{ ref('lbl_account_leaf') }}
