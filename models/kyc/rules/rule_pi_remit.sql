with rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-REMIT'

),

transactions as (

    select
        *,
        fx_usd as all_usd
    from {{ ref('int_transaction_normalised') }}
    where transaction_type = 'remittance' and side = 'out' and (counts or would_count)

),

found as (

    select
        transactions.transaction_id as subject_id,
        owners.customer_id,
        transactions.business_date as trigger_date,
        cast(null as date) as episode_end,
        owners.customer_id as source_id,
        transactions.known_at as detected_at,
        transactions.all_cny as metric_cny,
        transactions.fx_usd as metric_usd,
        case when transactions.cny is not null or transactions.fx_usd is not null
            then {{ fx_reason('transactions', 'rules') }} end as fx_reason,
        case
            when transactions.cny is null and transactions.fx_usd is null then 'undetermined'
            when transactions.counts then 'fired'
            else 'would_trigger'
        end as state,
        '单笔汇出汇款' as facts_zh,
        'one outgoing remittance' as facts_en
    from transactions
    inner join rules on transactions.business_date between rules.effective_from and rules.effective_to
    left join {{ ref('int_account_owner') }} as owners
        on transactions.account_id = owners.account_id
        and transactions.business_date between owners.valid_from and owners.valid_to
    where (transactions.cny is null and transactions.fx_usd is null and {{ reading('AMB13') }} = 'A')
        or {{ over_bar('transactions', 'rules', 'false') }}

)

{{ event_trigger('PI-REMIT', 'transaction') }}
