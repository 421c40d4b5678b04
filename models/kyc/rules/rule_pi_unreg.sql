with rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-UNREG'

),

payments as (

    select
        payments.*,
        rules.rule_version,
        rules.link_days,
        lag(payments.business_date) over (
            partition by payments.payer_key, rules.rule_version, payments.counts
            order by payments.business_date, payments.occurred_at, payments.transaction_id
        ) as date_before
    from {{ ref('int_unregistered_payment') }} as payments
    inner join rules on payments.business_date between rules.effective_from and rules.effective_to

),

-- Until 2025 each payment stands alone; from 2026 those of one payer that are plainly linked count together.
linked as (

    select
        *,
        sum(case when link_days is not null and business_date - date_before < link_days then 0 else 1 end) over (
            partition by payer_key, rule_version, counts
            order by business_date, occurred_at, transaction_id
            rows unbounded preceding
        ) as link_group
    from payments

),

totals as (

    select
        *,
        first_value(transaction_id) over so_far as first_id,
        sum(cny) over so_far as total_cny,
        sum(fx_usd) over so_far as total_usd,
        sum(all_cny) over so_far as total_all_cny,
        sum(all_usd) over so_far as total_all_usd,
        max(known_at) over so_far as last_known_at,
        count(*) over so_far as members
    from linked
    window so_far as (
        partition by payer_key, rule_version, counts, link_group
        order by business_date, occurred_at, transaction_id
        rows unbounded preceding
    )

),

amounts as (

    select
        first_id, transaction_id, rule_version, business_date, last_known_at, counts, members,
        coalesce(total_cny, 0) as cny,
        coalesce(total_usd, 0) as fx_usd,
        coalesce(total_all_cny, 0) as all_cny,
        coalesce(total_all_usd, 0) as all_usd,
        cny is null and fx_usd is null as is_unknown
    from totals

),

judged as (

    select
        amounts.*,
        {{ over_bar('amounts', 'rules', 'false') }} as is_over,
        {{ fx_reason('amounts', 'rules') }} as reason
    from amounts
    inner join rules on amounts.rule_version = rules.rule_version

),

firsts as (

    select
        *,
        row_number() over (
            partition by first_id, counts, is_over
            order by business_date, members
        ) as nth
    from judged
    where is_over or (is_unknown and {{ reading('AMB13') }} = 'A')

),

found as (

    select
        first_id as subject_id, cast(null as varchar) as customer_id, business_date as trigger_date,
        cast(null as date) as episode_end, transaction_id as source_id, last_known_at as detected_at,
        all_cny as metric_cny, nullif(all_usd, 0) as metric_usd,
        case when is_over then reason end as fx_reason,
        case when not is_over then 'undetermined' when counts then 'fired' else 'would_trigger' end as state,
        '未开立支付账户的客户' || cast(members as varchar) || '笔付款' as facts_zh,
        cast(members as varchar) || ' payment(s) of a payer without an account' as facts_en
    from firsts
    where nth = 1

)

{{ event_trigger('PI-UNREG', 'payer') }}
