{#- The prepaid orders behind a trigger: the one that fired, and those of the buyer that were linked to it. -#}
with triggers as (

    select
        trigger_id,
        rule_id,
        subject_id,
        source_id
    from {{ ref('int_kyc_trigger') }}
    where rule_id like 'PC-%' or (rule_id = 'PI-AGENT' and subject_id = source_id)

),

orders as (

    select * from {{ ref('int_prepaid_order') }}

),

members as (

    select
        trigger_id,
        source_id as order_id
    from triggers
    union
    select
        triggers.trigger_id,
        orders.order_id
    from triggers
    inner join orders as first_order on triggers.subject_id = first_order.order_id
    inner join orders as last_order on triggers.source_id = last_order.order_id
    inner join orders
        on first_order.buyer_customer_id = orders.buyer_customer_id
        and (orders.business_date, orders.order_id) >= (first_order.business_date, first_order.order_id)
        and (orders.business_date, orders.order_id) <= (last_order.business_date, last_order.order_id)
    where triggers.rule_id = 'PC-ANON-SALE' and orders.order_type = 'sale' and orders.card_kind = 'anonymous'

)

select
    members.trigger_id,
    orders.order_id,
    orders.business_date,
    orders.currency,
    orders.amount,
    rates.cny_per_unit,
    rates.rate_age_days,
    orders.loaded_at
from members
inner join orders on members.order_id = orders.order_id
left join {{ ref('int_fx_daily') }} as rates
    on nullif(orders.currency, 'CNY') = rates.currency and orders.business_date = rates.rate_day
