with flows as (

    select
        owners.customer_id,
        owners.is_individual,
        transactions.business_date,
        transactions.side,
        coalesce(transactions.is_cash, false) as is_cash,
        coalesce(transactions.counterparty_country, 'CN') <> 'CN' as is_cross_border,
        transactions.cny,
        transactions.fx_usd,
        transactions.all_cny,
        transactions.amount_problem,
        transactions.known_at
    from {{ ref('int_transaction_normalised') }} as transactions
    inner join {{ ref('int_account_owner') }} as owners
        on transactions.account_id = owners.account_id
        and transactions.business_date between owners.valid_from and owners.valid_to
    where transactions.counts and transactions.is_transfer and transactions.side is not null

),

lowest as (

    select
        min(amount_cny) as cny,
        min(amount_usd) as usd
    from {{ ref('int_kyc_rule') }}
    where obligation_type = 'REPORT_LARGE'

),

-- Most customers never move the lowest bar in all their days together.
candidates as (

    select flows.customer_id
    from flows
    group by flows.customer_id
    having sum(flows.all_cny) >= (select cny from lowest)
        or sum(flows.fx_usd) >= (select usd from lowest)
        or count(flows.amount_problem) > 0

)

select
    flows.customer_id,
    flows.is_individual,
    flows.business_date,
    flows.side,
    flows.is_cash,
    flows.is_cross_border,
    coalesce(sum(flows.cny), 0) as cny,
    coalesce(sum(flows.fx_usd), 0) as fx_usd,
    coalesce(sum(flows.all_cny), 0) as all_cny,
    coalesce(sum(flows.fx_usd), 0)
    + coalesce({{ usd_value('sum(flows.cny)', '1.0', 'max(dollar.cny_per_usd)') }}, 0) as all_usd,
    max(flows.known_at) as known_at,
    count(*) as payments,
    -- A dollar amount without a rate still has its native leg; beside CNY nobody knows the whole.
    count(case when flows.amount_problem is not null and flows.fx_usd is null then 1 end)
    + case when sum(flows.cny) > 0 then count(case when flows.fx_usd is not null then flows.amount_problem end) else 0 end
        as unknown
from flows
inner join candidates on flows.customer_id = candidates.customer_id
left join {{ ref('int_fx_daily') }} as dollar on flows.business_date = dollar.rate_day and dollar.currency = 'USD'
group by
    flows.customer_id, flows.is_individual, flows.business_date, flows.side, flows.is_cash, flows.is_cross_border
