-- Rendered by `make views` from models/logical/ldm_account.yml and seeds/policy/: change those.
-- For Harbour Insurance (invented): zero rows without an agreement in force; the terms name nothing in clear.
-- Left out: account_number, loaded_at, dq_flags.

with

account_pseudonym as (
    select
        subject_id,
        pseudonym
    from {{ ref('vlt_current_pseudonym') }}
    where subject_type = 'account' and scope = 'recipient:harbour_insurance'
),

customer_pseudonym as (
    select
        subject_id,
        pseudonym
    from {{ ref('vlt_current_pseudonym') }}
    where subject_type = 'customer' and scope = 'recipient:harbour_insurance'
),

account as (
    select * from {{ ref('ldm_account') }}
),

agreement_in_force as (
    {{ agreement_in_force('harbour_insurance') }}
),

agreed as (
    select recipient_id
    from agreement_in_force
    group by recipient_id
),

allowed_person as (
    select customer_id
    from {{ ref('ldm_recipient_choice') }}
    where recipient_id = 'harbour_insurance' and allowed
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
    account_key.pseudonym as account_key,
    customer_key.pseudonym as customer_key,
    account.account_type,
    account.currency,
    {{ generalise_year('account.opened_on', 'date') }} as opened_on,
    {{ generalise_year('account.closed_on', 'date') }} as closed_on,
    account.status,
    account.branch_country
from account
inner join agreed on agreed.recipient_id = 'harbour_insurance'
inner join released on account.account_id = released.account_id
left join account_pseudonym as account_key on account.account_id = account_key.subject_id
left join customer_pseudonym as customer_key on account.customer_id = customer_key.subject_id
