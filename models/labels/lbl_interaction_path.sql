-- Rendered by `make views` from models/logical/ldm_interaction.yml: change that.
{{ config(materialized='table') }}

{{ leaf_path(ref('lbl_interaction_leaf'), 1, 'gender', 'gender', 0, 1) }}
union all
{{ interval_path(ref('lbl_interaction_leaf'), 2, 'birth_date', 'month', [12, 60, 120, 240], 3, 4) }}
union all
{{ leaf_path(ref('lbl_interaction_leaf'), 3, 'province', 'province', 1, 2) }}
union all
{{ leaf_path(ref('lbl_interaction_leaf'), 4, 'kind', 'interaction_kind', 0, 2) }}
union all
{{ leaf_path(ref('lbl_interaction_leaf'), 5, 'channel', 'interaction_channel', 0, 2) }}
union all
{{ leaf_path(ref('lbl_interaction_leaf'), 6, 'outcome', 'interaction_outcome', 0, 1) }}
union all
{{ interval_path(ref('lbl_interaction_leaf'), 7, 'occurred_at', 'month', [1, 3, 12], 1, 4) }}
