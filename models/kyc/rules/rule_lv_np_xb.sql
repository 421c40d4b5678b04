with rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'LV-NP-XB'

),

-- Receipts and payments are two sides, never added.
sides as (

    select
        customer_id,
        business_date,
        side,
        sum(cny) as cny,
        sum(fx_usd) as fx_usd,
        sum(all_cny) as all_cny,
        sum(all_usd) as all_usd,
        max(known_at) as known_at,
        sum(payments) as payments,
        sum(unknown) as unknown
    from {{ ref('int_day_side') }}
    where is_individual and not is_cash and is_cross_border
    group by customer_id, business_date, side

),

found as (

    select
        sides.customer_id as subject_id,
        sides.customer_id,
        sides.business_date as trigger_date,
        cast(null as date) as episode_end,
        sides.side as source_id,
        sides.known_at as detected_at,
        sides.all_cny as metric_cny,
        nullif(sides.all_usd, 0) as metric_usd,
        case when {{ over_bar('sides', 'rules', 'false') }} then {{ fx_reason('sides', 'rules') }} end as fx_reason,
        case when {{ over_bar('sides', 'rules', 'false') }} then 'fired' else 'undetermined' end as state,
        '当日单边(' || case sides.side when 'in' then '收' else '付' end || ')跨境款项划转' || cast(sides.payments as varchar) || '笔'
            as facts_zh,
        cast(sides.payments as varchar) || ' cross-border transfer(s) on one side (' || sides.side || ') of one day' as facts_en
    from sides
    inner join rules on sides.business_date between rules.effective_from and rules.effective_to
    where {{ over_bar('sides', 'rules', 'false') }} or (sides.unknown > 0 and {{ reading('AMB13') }} = 'A')

)

{{ event_trigger('LV-NP-XB', 'customer') }}
