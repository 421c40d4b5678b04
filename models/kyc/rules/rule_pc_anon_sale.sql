with rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'PC-ANON-SALE'

),

orders as (

    select
        orders.*,
        rules.rule_version,
        case
            when {{ reading('AMB17') }} = 'A' then null
            when {{ reading('AMB17') }} = 'B' then coalesce(rules.link_days, 1)
            else rules.link_days
        end as link_days,
        coalesce(orders.buyer_customer_id, orders.order_id) as buyer_key,
        lag(orders.business_date) over (
            partition by coalesce(orders.buyer_customer_id, orders.order_id), rules.rule_version
            order by orders.business_date, orders.order_id
        ) as date_before
    from {{ ref('int_prepaid_order') }} as orders
    inner join rules on orders.business_date between rules.effective_from and rules.effective_to
    where orders.order_type = 'sale' and orders.card_kind = 'anonymous'

),

linked as (

    select
        *,
        sum(case when link_days is not null and business_date - date_before < link_days then 0 else 1 end) over (
            partition by buyer_key, rule_version
            order by business_date, order_id
            rows unbounded preceding
        ) as link_group
    from orders

),

totals as (

    select
        *,
        first_value(order_id) over so_far as first_id,
        sum(all_cny) over so_far as total_cny,
        max(loaded_at) over so_far as last_loaded_at,
        count(*) over so_far as members
    from linked
    window so_far as (
        partition by buyer_key, rule_version, link_group
        order by business_date, order_id
        rows unbounded preceding
    )

),

judged as (

    select
        totals.*,
        {{ compare('totals.total_cny', 'rules.operator', 'rules.amount_cny') }} as is_over
    from totals
    inner join rules on totals.rule_version = rules.rule_version

),

firsts as (

    select
        *,
        row_number() over (partition by first_id, is_over order by members) as nth
    from judged
    where is_over or (all_cny is null and {{ reading('AMB13') }} = 'A')

),

found as (

    select
        first_id as subject_id,
        buyer_customer_id as customer_id,
        business_date as trigger_date,
        cast(null as date) as episode_end,
        order_id as source_id,
        last_loaded_at as detected_at,
        total_cny as metric_cny,
        cast(null as decimal(36, 12)) as metric_usd,
        case when is_over then 'native_cny' end as fx_reason,
        case when is_over then 'fired' else 'undetermined' end as state,
        cast(members as varchar) || '笔订单出售不记名预付卡' as facts_zh,
        cast(members as varchar) || ' order(s) of anonymous prepaid cards' as facts_en
    from firsts
    where nth = 1

)

{{ event_trigger('PC-ANON-SALE', 'order') }}
