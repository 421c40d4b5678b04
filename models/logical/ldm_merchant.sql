with

merchants as (

    select * from {{ ref('stg_merchants') }}
    where is_current

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    merchants.merchant_id,
    coalesce(identity.person_id, merchants.customer_id) as customer_id,
    merchants.signed_on,
    merchants.ended_on,
    merchants.industry,
    merchants.country,
    merchants.last_visited_on,
    merchants.loaded_at,
    merchants.dq_flags
from merchants
left join identity on merchants.customer_id = identity.customer_id
