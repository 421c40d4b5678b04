with orders as (

    select
        order_id,
        order_type,
        card_kind,
        buyer_customer_id,
        agent_customer_id,
        coalesce(agency_confirmed, false) as agency_confirmed,
        abs(amount) as amount,
        upper(currency) as currency,
        {{ shanghai_date('occurred_at') }} as business_date,
        loaded_at
    from {{ ref('prepaid_order__personal_data') }}

)

select
    orders.*,
    case when orders.currency = 'CNY' then orders.amount else orders.amount * rates.cny_per_unit end as all_cny
from orders
left join {{ ref('int_fx_daily') }} as rates
    on nullif(orders.currency, 'CNY') = rates.currency and orders.business_date = rates.rate_day
