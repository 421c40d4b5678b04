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
    -- From the first linked payment to the one that fired, in the order in which they were added.
    select
        triggers.trigger_id,
        payments.transaction_id
    from triggers
    inner join {{ ref('int_unregistered_payment') }} as first_payment
        on triggers.subject_id = first_payment.transaction_id
    inner join {{ ref('int_unregistered_payment') }} as last_payment
        on triggers.source_id = last_payment.transaction_id
    inner join {{ ref('int_unregistered_payment') }} as payments
        on first_payment.payer_key = payments.payer_key
        and first_payment.counts = payments.counts
        and (payments.business_date, payments.occurred_at, payments.transaction_id)
        >= (first_payment.business_date, first_payment.occurred_at, first_payment.transaction_id)
        and (payments.business_date, payments.occurred_at, payments.transaction_id)
        <= (last_payment.business_date, last_payment.occurred_at, last_payment.transaction_id)
    where triggers.rule_id = 'PI-UNREG'
    union all
    -- What leaves a total open is its own evidence.
    select
        triggers.trigger_id,
        flow.transaction_id
    from triggers
    inner join {{ ref('int_flow') }} as flow
        on triggers.subject_id = flow.customer_id and triggers.trigger_date = flow.business_date
    where triggers.rule_id = 'PI-CUM30' and triggers.state = 'undetermined' and flow.amount_problem is not null
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

)

select distinct
    trigger_id,
    transaction_id
from members
