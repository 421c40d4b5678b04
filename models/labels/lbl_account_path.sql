-- Rendered by `make views` from models/logical/ldm_account.yml: change that.
{{ config(materialized='table') }}

{{ leaf_path(ref('lbl_account_leaf'), 1, 'gender', 'gender', 0, 1) }}
union all
{{ interval_path(ref('lbl_account_leaf'), 2, 'birth_date', 'month', [12, 60, 120, 240], 3, 4) }}
union all
{{ leaf_path(ref('lbl_account_leaf'), 3, 'province', 'province', 1, 2) }}
union all
{{ leaf_path(ref('lbl_account_leaf'), 4, 'account_type', 'account_type', 0, 2) }}
union all
{{ leaf_path(ref('lbl_account_leaf'), 5, 'currency', 'currency', 0, 2) }}
union all
{{ leaf_path(ref('lbl_account_leaf'), 6, 'status', 'account_status', 0, 1) }}
union all
{{ interval_path(ref('lbl_account_leaf'), 7, 'opened_on', 'month', [1, 3, 12, 60], 3, 5) }}
