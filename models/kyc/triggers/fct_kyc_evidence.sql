with triggers as (

    select
        trigger_id,
        rule_id,
        subject_id,
        trigger_date,
        episode_start
    from {{ ref('int_kyc_trigger') }}

),

transactions as (

    select * from {{ ref('int_transaction_normalised') }}

)

select
    listed.trigger_id,
    'transaction' as source_type,
    listed.transaction_id as source_id,
    transactions.business_date,
    transactions.side,
    transactions.currency,
    transactions.amount,
    transactions.cny_per_unit,
    transactions.rate_age_days,
    transactions.known_at
from {{ ref('int_trigger_transaction') }} as listed
inner join transactions on listed.transaction_id = transactions.transaction_id
union all
select
    triggers.trigger_id,
    'balance' as source_type,
    owners.account_id || '@' || cast(spells.balance_date as varchar) as source_id,
    spells.balance_date as business_date,
    cast(null as varchar) as side,
    spells.currency,
    cast(spells.balance as decimal(18, 2)) as amount,
    cast(null as decimal(18, 8)) as cny_per_unit,
    cast(null as integer) as rate_age_days,
    spells.loaded_at as known_at
from triggers
inner join {{ ref('int_balance_owner') }} as owners on triggers.subject_id = owners.customer_id
inner join {{ ref('int_balance_spell') }} as spells
    on owners.owner_no = spells.owner_no
    and spells.held_from <= triggers.trigger_date
    and spells.held_to >= triggers.episode_start
where triggers.rule_id = 'PI-BAL10'
union all
select
    trigger_id,
    'order' as source_type,
    order_id as source_id,
    business_date,
    cast(null as varchar) as side,
    currency,
    amount,
    cny_per_unit,
    rate_age_days,
    loaded_at as known_at
from {{ ref('int_order_member') }}
