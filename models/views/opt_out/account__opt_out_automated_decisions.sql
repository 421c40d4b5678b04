-- Rendered by `make views` from models/logical/ldm_account.yml and seeds/policy/: change those.
-- Only people who may be used for automated decisions: a row is absent as soon as one person that it belongs to
-- refused or is not known.
-- Not needed for it: account_number, branch_country, loaded_at, dq_flags.

with

account as (
    select * from {{ ref('ldm_account') }}
),

allowed_person as (
    select customer_id
    from {{ ref('ldm_customer') }}
    where not opt_out_automated_decisions
),

account_person as (
    select
        account_id,
        customer_id
    from account
    union
    select
        account_id,
        customer_id
    from {{ ref('ldm_account_owner') }}
    where
        (valid_from is null or valid_from <= {{ as_of_date() }})
        and (valid_to is null or valid_to >= {{ as_of_date() }})
),

released as (
    select account_person.account_id
    from account_person
    left join allowed_person on account_person.customer_id = allowed_person.customer_id
    group by account_person.account_id
    having count(*) = count(allowed_person.customer_id)
)

select
    account.account_id,
    account.customer_id,
    account.account_type,
    account.currency,
    account.opened_on,
    account.closed_on,
    account.status
from account
inner join released on account.account_id = released.account_id
