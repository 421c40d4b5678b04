with

authorisations as (

    select * from {{ ref('stg_authorisations') }}
    where is_current

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    authorisations.authorisation_id,
    authorisations.account_id,
    coalesce(grantor.person_id, authorisations.grantor_customer_id) as grantor_customer_id,
    coalesce(grantee.person_id, authorisations.grantee_customer_id) as grantee_customer_id,
    authorisations.scope,
    authorisations.signed_on,
    authorisations.valid_from,
    authorisations.valid_to,
    authorisations.revoked_on,
    authorisations.loaded_at,
    authorisations.dq_flags
from authorisations
left join identity as grantor on authorisations.grantor_customer_id = grantor.customer_id
left join identity as grantee on authorisations.grantee_customer_id = grantee.customer_id
