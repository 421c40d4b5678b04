-- Rendered by `make views` from models/logical/ldm_identity_document.yml: change that.
{{ config(materialized='table') }}

{{ leaf_path(ref('lbl_identity_document_leaf'), 1, 'gender', 'gender', 0, 1) }}
union all
{{ interval_path(ref('lbl_identity_document_leaf'), 2, 'birth_date', 'month', [12, 60, 120, 240], 3, 5) }}
union all
{{ leaf_path(ref('lbl_identity_document_leaf'), 3, 'document_type', 'id_type', 0, 2) }}
union all
{{ interval_path(ref('lbl_identity_document_leaf'), 4, 'valid_from', 'month', [1, 3, 12, 60], 3, 5) }}
