{{ config(materialized='view') }}

{{ choice_flags() }}
