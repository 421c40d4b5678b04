-- Rendered by `make views` from << source >>: change that.
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    full_refresh=false,
    on_schema_change='fail',
    post_hook="{{ forget_erased(ref('lbl_<< entity.name >>'), ref('lbl_<< entity.name >>_leaf'), this) }}",
) }}

{{ withdrawals(
    ref('lbl_<< entity.name >>'),
    ref('lbl_<< entity.name >>_leaf'),
    this if is_incremental() else none,
    << policy.k_sql >>
) }}
