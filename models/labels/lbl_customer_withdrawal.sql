-- Rendered by `make views` from models/logical/ldm_customer.yml: change that.
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    full_refresh=false,
    on_schema_change='fail',
    post_hook="{{ forget_erased(ref('lbl_customer'), ref('lbl_customer_leaf'), this) }}",
) }}

{{ withdrawals(
    ref('lbl_customer'),
    ref('lbl_customer_leaf'),
    this if is_incremental() else none,
    var('k_anonymity')
) }}
