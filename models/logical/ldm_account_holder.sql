with

account_holders as (

    select * from {{ ref('stg_account_holders') }}
    where is_current

),

accounts as (

    select
        account_id,
        customer_id,
        loaded_at,
        dq_flags
    from {{ ref('ldm_account') }}
    where customer_id is not null

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
    account_holders.role,
    account_holders.valid_from,
    account_holders.valid_to,
    account_holders.loaded_at,
    account_holders.dq_flags
from account_holders
left join identity on account_holders.customer_id = identity.customer_id

union all

select
    account_id,
    customer_id,
    'owner' as role,
    cast(null as date) as valid_from,
    cast(null as date) as valid_to,
    loaded_at,
    dq_flags
from accounts
