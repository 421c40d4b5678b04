with identities as (

    select
        source_customer_id,
        linked_at
    from {{ ref('int_customer_identity') }}

),

named as (

    select distinct
        holders.account_id,
        holders.customer_id,
        holders.source_customer_id,
        coalesce(holders.valid_from, date '1900-01-01') as valid_from,
        coalesce(holders.valid_to, date '9999-12-31') as valid_to
    from {{ ref('account_holder__personal_data') }} as holders
    left join {{ ref('account__personal_data') }} as accounts
        on holders.account_id = accounts.account_id and accounts.account_type = 'prepaid_anonymous'
    where holders.role in ('owner', 'joint')
        and holders.customer_id is not null
        and accounts.account_id is null

),

repeated as (

    select
        account_id,
        customer_id
    from named
    group by account_id, customer_id
    having count(*) > 1

),

ordered as (

    select
        named.*,
        max(named.valid_to) over (
            partition by named.account_id, named.customer_id
            order by named.valid_from, named.valid_to, named.source_customer_id
            rows between unbounded preceding and 1 preceding
        ) as reached
    from named
    inner join repeated on named.account_id = repeated.account_id and named.customer_id = repeated.customer_id
    where named.valid_from <= named.valid_to

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

),

held as (

    select
        named.account_id, named.customer_id, named.valid_from, named.valid_to, named.source_customer_id,
        identities.linked_at
    from named
    left join repeated on named.account_id = repeated.account_id and named.customer_id = repeated.customer_id
    left join identities on named.source_customer_id = identities.source_customer_id
    where repeated.account_id is null and named.valid_from <= named.valid_to
    union all
    select
        spells.account_id,
        spells.customer_id,
        min(spells.valid_from) as valid_from,
        max(spells.valid_to) as valid_to,
        min(spells.source_customer_id) as source_customer_id,
        -- Null: the account was this person's from the first.
        case when count(*) = count(identities.linked_at) then min(identities.linked_at) end as linked_at
    from spells
    left join identities on spells.source_customer_id = identities.source_customer_id
    group by spells.account_id, spells.customer_id, spells.spell

)

select
    held.account_id,
    held.customer_id,
    held.valid_from,
    held.valid_to,
    held.source_customer_id,
    held.linked_at,
    coalesce(kinds.is_individual, true) as is_individual
from held
left join {{ ref('int_customer_kind') }} as kinds on held.customer_id = kinds.customer_id
