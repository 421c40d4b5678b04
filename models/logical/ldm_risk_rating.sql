with

risk_ratings as (

    select * from {{ ref('stg_risk_ratings') }}
    where is_current

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    risk_ratings.rating_id,
    coalesce(identity.person_id, risk_ratings.customer_id) as customer_id,
    risk_ratings.rating,
    risk_ratings.rated_on,
    risk_ratings.loaded_at,
    risk_ratings.dq_flags
from risk_ratings
left join identity on risk_ratings.customer_id = identity.customer_id
