with

keys as (
    select * from {{ ref('vlt_pseudonym') }}
),

current_keys as (
    select * from {{ ref('vlt_current_pseudonym') }}
)

select
    keys.scope,
    cast(keys.version as bigint) as version,
    count(case when keys.subject_type = 'customer' then 1 end) as customers,
    count(case when keys.subject_type = 'account' then 1 end) as accounts,
    count(current_keys.pseudonym) as in_use,
    min(keys.created_at) as first_created_at,
    max(keys.created_at) as last_created_at
from keys
left join current_keys on keys.scope = current_keys.scope and keys.pseudonym = current_keys.pseudonym
group by keys.scope, keys.version
