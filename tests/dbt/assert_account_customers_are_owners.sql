-- The customer whom an account names is an owner of it, whenever one asks.
{{ config(group='custody') }}

select count(*) as failures
from {{ ref('ldm_account') }} as accounts
left join {{ ref('ldm_account_owner') }} as owners
    on
        accounts.account_id = owners.account_id
        and accounts.customer_id = owners.customer_id
        and owners.valid_from is null
        and owners.valid_to is null
where
    accounts.customer_id is not null
    and owners.account_id is null
having count(*) > 0
