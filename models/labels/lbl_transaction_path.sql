-- Rendered by `make views` from models/logical/ldm_transaction.yml: change that.
{{ config(materialized='table') }}

{{ leaf_path(ref('lbl_transaction_leaf'), 1, 'gender', 'gender', 0, 1) }}
union all
{{ interval_path(ref('lbl_transaction_leaf'), 2, 'birth_date', 'month', [12, 60, 120, 240], 3, 5) }}
union all
{{ leaf_path(ref('lbl_transaction_leaf'), 3, 'province', 'province', 1, 2) }}
union all
{{ leaf_path(ref('lbl_transaction_leaf'), 4, 'transaction_type', 'transaction_type', 0, 2) }}
union all
{{ interval_path(ref('lbl_transaction_leaf'), 5, 'direction', 'character', [], 0, 1) }}
union all
{{ interval_path(ref('lbl_transaction_leaf'), 6, 'currency', 'character', [], 0, 1) }}
union all
{{ leaf_path(ref('lbl_transaction_leaf'), 7, 'channel', 'transaction_channel', 0, 2) }}
union all
{{ interval_path(ref('lbl_transaction_leaf'), 8, 'occurred_at', 'month', [1, 3, 12], 1, 1) }}
union all
{{ interval_path(ref('lbl_transaction_leaf'), 9, 'amount', 'number', [100, 1000, 10000, 100000], 1, 3) }}
