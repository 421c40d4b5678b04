with

account_holders as (

    select * from {{ ref('stg_account_holders') }}
    where is_current

),

accounts as (

    select * from {{ ref('stg_accounts') }}
    where is_current and customer_id is not null

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

)

select
    account_holders.account_id,
    coalesce(identity.person_id, account_holders.customer_id) as customer_id,
    account_holders.customer_id as source_customer_id,
    account_holders.role,
    account_holders.valid_from,
    account_holders.valid_to,
    account_holders.loaded_at,
    account_holders.dq_flags
from account_holders
left join identity on account_holders.customer_id = identity.customer_id

union all

select
    accounts.account_id,
    coalesce(identity.person_id, accounts.customer_id) as customer_id,
    accounts.customer_id as source_customer_id,
    'owner' as role,
    cast(null as date) as valid_from,
    cast(null as date) as valid_to,
    accounts.loaded_at,
    accounts.dq_flags
from accounts
left join identity on accounts.customer_id = identity.customer_id
