-- Rendered by `make views` from models/logical/ldm_customer.yml: change that.
{{ config(materialized='table') }}

{{ leaf_path(ref('lbl_customer_leaf'), 1, 'gender', 'gender', 0, 0) }}
union all
{{ interval_path(ref('lbl_customer_leaf'), 2, 'birth_date', 'month', [12, 60, 120, 240], 3, 4) }}
union all
{{ leaf_path(ref('lbl_customer_leaf'), 3, 'province', 'province', 0, 1) }}
union all
{{ leaf_path(ref('lbl_customer_leaf'), 4, 'status', 'lifecycle_status', 0, 1) }}
union all
{{ leaf_path(ref('lbl_customer_leaf'), 5, 'transactions_30d', 'activity_band', 0, 2) }}
union all
{{ leaf_path(ref('lbl_customer_leaf'), 6, 'transactions_90d', 'activity_band', 0, 2) }}
union all
{{ leaf_path(ref('lbl_customer_leaf'), 7, 'recency_days', 'recency_band', 0, 2) }}
union all
{{ leaf_path(ref('lbl_customer_leaf'), 8, 'tenure_days', 'tenure_band', 0, 2) }}
union all
{{ leaf_path(ref('lbl_customer_leaf'), 9, 'products_held', 'product_count', 0, 2) }}
union all
{{ leaf_path(ref('lbl_customer_leaf'), 10, 'amount_90d', 'amount_band', 0, 2) }}
