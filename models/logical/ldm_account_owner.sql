with

account_holders as (

    select
        account_id,
        customer_id,
        role,
        valid_from,
        valid_to
    from {{ ref('ldm_account_holder') }}

)

select distinct
    account_id,
    customer_id,
    valid_from,
    valid_to
from account_holders
-- Whoever is not known to be an agent counts: an unknown role may not make a refusal ineffective.
where role is distinct from 'agent'
