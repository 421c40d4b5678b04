-- Rendered by `make views` from models/logical/ldm_identity_document.yml: change that.
-- depends_on: {{ ref('lbl_identity_document_path') }}
{{ config(
    materialized='cohort',
    anonymise={
        'columns': ['gender', 'birth_date', 'document_type', 'valid_from'],
        'lowest': [0, 3, 0, 3],
        'highest': [1, 5, 2, 5],
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
    document_type,
    valid_from
from {{ ref('lbl_identity_document_leaf') }}
