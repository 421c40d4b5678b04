with

accounts as (

    select * from {{ ref('stg_accounts') }}
    where is_current

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    accounts.account_id,
    coalesce(identity.person_id, accounts.customer_id) as customer_id,
    accounts.account_type,
    accounts.account_number,
    accounts.currency,
    accounts.opened_on,
    accounts.closed_on,
    accounts.status,
    accounts.branch_country,
    accounts.loaded_at,
    accounts.dq_flags
from accounts
left join identity on accounts.customer_id = identity.customer_id
