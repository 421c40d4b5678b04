-- Rendered by `make views` from models/logical/ldm_account.yml and seeds/policy/: change those.
-- Identity masked, personal and sensitive data withheld, joined by internal pseudonyms.

with

account_pseudonym as (
    select
        subject_id,
        pseudonym
    from {{ ref('vlt_current_pseudonym') }}
    where subject_type = 'account' and scope = 'internal'
),

customer_pseudonym as (
    select
        subject_id,
        pseudonym
    from {{ ref('vlt_current_pseudonym') }}
    where subject_type = 'customer' and scope = 'internal'
),

account as (
    select * from {{ ref('ldm_account') }}
)

select
    account_key.pseudonym as account_key,
    customer_key.pseudonym as customer_key,
    account.account_type,
    {{ mask_account_number('account.account_number') }} as account_number,
    account.currency,
    {{ suppress('date') }} as opened_on,
    {{ suppress('date') }} as closed_on,
    account.status,
    account.branch_country,
    account.loaded_at,
    account.dq_flags
from account
left join account_pseudonym as account_key on account.account_id = account_key.subject_id
left join customer_pseudonym as customer_key on account.customer_id = customer_key.subject_id
