{{ config(materialized='view') }}
{#- Read only where `kyc_readings` sets AMB14 or AMB22 to B. -#}
with identities as (

    select * from {{ ref('int_customer_spell') }}

),

named as (

    select distinct
        holders.account_id,
        identities.customer_id,
        identities.source_customer_id,
        identities.is_individual,
        identities.linked_at,
        greatest(coalesce(holders.valid_from, date '1900-01-01'), identities.valid_from) as valid_from,
        least(coalesce(holders.valid_to, date '9999-12-31'), identities.valid_to) as valid_to
    from {{ ref('account_holder__personal_data') }} as holders
    inner join identities on holders.source_customer_id = identities.source_customer_id
    left join {{ ref('account__personal_data') }} as accounts on holders.account_id = accounts.account_id
    where holders.role in ('owner', 'joint') and coalesce(accounts.account_type, '') <> 'prepaid_anonymous'

),

held as (

    select * from named
    where valid_from <= valid_to

),

-- Between two changes of any holder the number of holders stands.
points as (

    select account_id, valid_from as day_from from held
    union
    select account_id, valid_to + 1 as day_from from held

),

pieces as (

    select
        account_id,
        day_from,
        lead(day_from) over (partition by account_id order by day_from) - 1 as day_to
    from points

),

-- Two records of one person are one holder.
persons as (

    select
        pieces.account_id,
        held.customer_id,
        pieces.day_from as valid_from,
        pieces.day_to as valid_to,
        min(held.source_customer_id) as source_customer_id,
        case when count(*) = count(held.linked_at) then min(held.linked_at) end as linked_at,
        max(case when held.is_individual then 1 else 0 end) = 1 as is_individual
    from pieces
    inner join held
        on pieces.account_id = held.account_id
        and pieces.day_from >= held.valid_from
        and pieces.day_to <= held.valid_to
    group by pieces.account_id, held.customer_id, pieces.day_from, pieces.day_to

)

select
    account_id,
    customer_id,
    valid_from,
    valid_to,
    source_customer_id,
    linked_at,
    is_individual,
    count(*) over (partition by account_id, valid_from) as holders
from persons
