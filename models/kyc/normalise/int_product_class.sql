{{ config(materialized='view') }}
select
    product_class,
    is_financial
from {{ ref('product_classes') }}
