with rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'PC-ANON-TOPUP'

),

found as (

    select
        orders.order_id as subject_id,
        coalesce(orders.agent_customer_id, orders.buyer_customer_id) as customer_id,
        orders.business_date as trigger_date,
        cast(null as date) as episode_end,
        orders.order_id as source_id,
        orders.loaded_at as detected_at,
        orders.all_cny as metric_cny,
        cast(null as decimal(36, 12)) as metric_usd,
        case when orders.all_cny is not null then 'native_cny' end as fx_reason,
        case when orders.all_cny is null then 'undetermined' else 'fired' end as state,
        '不记名预付卡一次性充值' as facts_zh,
        'one top-up of anonymous prepaid cards' as facts_en
    from {{ ref('int_prepaid_order') }} as orders
    inner join rules on orders.business_date between rules.effective_from and rules.effective_to
    where orders.order_type = 'topup'
        and orders.card_kind = 'anonymous'
        and (
            (orders.all_cny is null and {{ reading('AMB13') }} = 'A')
            or {{ compare('orders.all_cny', 'rules.operator', 'rules.amount_cny') }}
        )

)

{{ event_trigger('PC-ANON-TOPUP', 'order') }}
