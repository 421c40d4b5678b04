with found as (

    select
        order_id as subject_id,
        coalesce(agent_customer_id, buyer_customer_id) as customer_id,
        business_date as trigger_date,
        order_id as source_id,
        loaded_at as detected_at,
        {{ event_facts(
            "'记名预付卡充值' || coalesce(currency, '?') || ' ' || " ~ money_text('amount'),
            "'named prepaid card topped up, ' || coalesce(currency, '?') || ' ' || " ~ money_text('amount')
        ) }}
    from {{ ref('int_prepaid_order') }}
    where order_type = 'topup' and card_kind = 'named'

)

{{ event_trigger('PC-NAMED-TOPUP', 'order') }}
