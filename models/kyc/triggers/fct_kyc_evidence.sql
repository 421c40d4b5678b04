with triggers as (

    select
        trigger_id,
        rule_id,
        subject_type,
        subject_id,
        customer_id,
        trigger_date,
        episode_start,
        source_id,
        state
    from {{ ref('int_kyc_trigger') }}

),

transactions as (

    select * from {{ ref('int_transaction_normalised') }}

),

members as (

    select
        triggers.trigger_id,
        members.transaction_id
    from triggers
    inner join {{ ref('int_flow_member') }} as members
        on triggers.subject_id = members.customer_id
        and triggers.state = members.state
        and triggers.trigger_date = members.day_from
    where triggers.rule_id = 'PI-CUM30'
    union all
    select
        trigger_id,
        case when subject_type = 'transaction' then subject_id else source_id end as transaction_id
    from triggers
    where rule_id in ('PI-SINGLE', 'PI-FINPROD', 'PI-IDBLOCK', 'PI-REMIT')
    union all
    select
        triggers.trigger_id,
        payments.transaction_id
    from triggers
    inner join {{ ref('int_unregistered_payment') }} as first_payment
        on triggers.subject_id = first_payment.transaction_id
    inner join {{ ref('int_unregistered_payment') }} as payments
        on first_payment.payer_key = payments.payer_key
        and payments.business_date between first_payment.business_date and triggers.trigger_date
    where triggers.rule_id = 'PI-UNREG'
    union all
    select
        triggers.trigger_id,
        sides.transaction_id
    from triggers
    inner join {{ ref('int_large_value_member') }} as sides
        on triggers.rule_id = sides.rule_id
        and triggers.customer_id = sides.customer_id
        and triggers.trigger_date = sides.business_date
        and triggers.source_id = sides.side

),

listed as (

    select distinct
        trigger_id,
        transaction_id
    from members

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
from listed
inner join transactions on listed.transaction_id = transactions.transaction_id
union all
select
    triggers.trigger_id,
    'balance' as source_type,
    spells.account_id || '@' || cast(spells.balance_date as varchar) as source_id,
    spells.balance_date as business_date,
    cast(null as varchar) as side,
    spells.currency,
    cast(spells.balance as decimal(18, 2)) as amount,
    cast(null as decimal(18, 8)) as cny_per_unit,
    cast(null as integer) as rate_age_days,
    spells.loaded_at as known_at
from triggers
inner join {{ ref('int_balance_spell') }} as spells
    on triggers.subject_id = spells.customer_id
    and spells.held_from <= triggers.trigger_date
    and spells.held_to >= triggers.episode_start
where triggers.rule_id = 'PI-BAL10'
