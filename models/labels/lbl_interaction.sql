-- Rendered by `make views` from models/logical/ldm_interaction.yml: change that.
-- depends_on: {{ ref('lbl_interaction_path') }}
{{ config(
    materialized='cohort',
    anonymise={
        'columns': ['gender', 'birth_date', 'province', 'kind', 'channel', 'outcome', 'occurred_at'],
        'lowest': [0, 3, 1, 0, 0, 0, 1],
        'highest': [1, 4, 2, 2, 2, 1, 4],
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
    kind,
    channel,
    outcome,
    occurred_at
from {{ ref('lbl_interaction_leaf') }}
