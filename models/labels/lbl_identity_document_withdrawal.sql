-- Rendered by `make views` from models/logical/ldm_identity_document.yml: change that.
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    full_refresh=false,
    on_schema_change='fail',
    post_hook="{{ forget_erased(ref('lbl_identity_document'), ref('lbl_identity_document_leaf'), this) }}",
) }}

{{ withdrawals(
    ref('lbl_identity_document'),
    ref('lbl_identity_document_leaf'),
    this if is_incremental() else none,
    var('k_anonymity')
) }}
