with identities as (

    select
        source_customer_id,
        linked_at
    from {{ ref('int_customer_identity') }}

),

accounts as (

    select
        account_id,
        account_type
    from {{ ref('account__personal_data') }}

),

named as (

    select distinct
        account_id,
        customer_id,
        source_customer_id,
        coalesce(valid_from, date '1900-01-01') as valid_from,
        coalesce(valid_to, date '9999-12-31') as valid_to
    from {{ ref('account_holder__personal_data') }}
    where role in ('owner', 'joint')

),

ordered as (

    select
        *,
        max(valid_to) over (
            partition by account_id, customer_id
            order by valid_from, valid_to, source_customer_id
            rows between unbounded preceding and 1 preceding
        ) as reached
    from named
    where customer_id is not null and valid_from <= valid_to

),

spells as (

    select
        *,
        sum(case when reached is null or valid_from > reached + 1 then 1 else 0 end) over (
            partition by account_id, customer_id
            order by valid_from, valid_to, source_customer_id
            rows unbounded preceding
        ) as spell
    from ordered

)

select
    spells.account_id,
    spells.customer_id,
    min(spells.valid_from) as valid_from,
    max(spells.valid_to) as valid_to,
    min(spells.source_customer_id) as source_customer_id,
    -- Null: the account was this person's from the first.
    case when count(*) = count(identities.linked_at) then min(identities.linked_at) end as linked_at,
    coalesce(kinds.is_individual, true) as is_individual
from spells
left join accounts on spells.account_id = accounts.account_id
left join identities on spells.source_customer_id = identities.source_customer_id
left join {{ ref('int_customer_kind') }} as kinds on spells.customer_id = kinds.customer_id
where coalesce(accounts.account_type, '') <> 'prepaid_anonymous'
group by spells.account_id, spells.customer_id, spells.spell, coalesce(kinds.is_individual, true)
