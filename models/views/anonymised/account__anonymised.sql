-- Rendered by `make views` from models/logical/ldm_account.yml and seeds/policy/: change those.
-- Without identifiers and keys, generalised; combinations of fewer than k persons are absent.
-- Left out: account_id, customer_id, account_number, loaded_at, dq_flags.

with

account as (
    select * from {{ ref('ldm_account') }}
),

known_person as (
    select customer_id from {{ ref('ldm_customer') }}
),

generalised as (
    select
        account.customer_id as person,
        account.account_type,
        account.currency,
        {{ generalise_year('account.opened_on', 'date') }} as opened_on,
        {{ generalise_year('account.closed_on', 'date') }} as closed_on,
        account.status,
        account.branch_country
    from account
    inner join known_person on account.customer_id = known_person.customer_id
),

combined as (
    select
        *,
        {{ combination_key([
            'account_type',
            'currency',
            'opened_on',
            'closed_on',
            'status',
            'branch_country',
        ]) }} as combination
    from generalised
),

frequent as (
    select combination
    from combined
    group by combination
    having count(distinct person) >= {{ var('k_anonymity') }}
)

select
    combined.account_type,
    combined.currency,
    combined.opened_on,
    combined.closed_on,
    combined.status,
    combined.branch_country
from combined
inner join frequent on combined.combination = frequent.combination
-- The place of a row tells nothing about its person.
order by combined.combination
