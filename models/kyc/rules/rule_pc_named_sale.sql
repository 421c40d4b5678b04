with found as (

    select
        order_id as subject_id,
        buyer_customer_id as customer_id,
        business_date as trigger_date,
        order_id as source_id,
        loaded_at as detected_at,
        {{ event_facts(
            "'出售记名预付卡' || coalesce(currency, '?') || ' ' || " ~ money_text('amount'),
            "'named prepaid card sold, ' || coalesce(currency, '?') || ' ' || " ~ money_text('amount')
        ) }}
    from {{ ref('int_prepaid_order') }}
    where order_type = 'sale' and card_kind = 'named'

)

{{ event_trigger('PC-NAMED-SALE', 'order') }}
