with found as (

    select
        order_id as subject_id,
        coalesce(agent_customer_id, buyer_customer_id) as customer_id,
        business_date as trigger_date,
        order_id as source_id,
        loaded_at as detected_at,
        {{ event_facts(
            "'赎回预付卡' || coalesce(currency, '?') || ' ' || " ~ money_text('amount'),
            "'prepaid card redeemed, ' || coalesce(currency, '?') || ' ' || " ~ money_text('amount')
        ) }}
    from {{ ref('int_prepaid_order') }}
    where order_type = 'redemption'

)

{{ event_trigger('PC-REDEEM', 'order') }}
