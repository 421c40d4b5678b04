with rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-CUM30'

)

select
    runs.customer_id,
    runs.state,
    runs.day_from,
    runs.rule_version,
    flow.transaction_id,
    flow.business_date,
    flow.cny,
    flow.fx_usd,
    flow.all_cny,
    case
        when flow.fx_usd is not null then flow.fx_usd
        else {{ usd_value('flow.cny', '1.0', 'dollar.cny_per_usd') }}
    end as all_usd,
    flow.known_at,
    flow.linked_at,
    flow.source_customer_id
from {{ flow_runs() }} as runs
inner join rules on runs.rule_version = rules.rule_version
inner join {{ ref('int_flow') if reading_by_variable('AMB02', 'B') else ref('int_flow_watched') }} as flow
    on runs.customer_id = flow.customer_id
    and flow.business_date between runs.day_from - (rules.window_days - 1) and runs.day_from
    and (flow.counts or runs.state = 'would_trigger')
{%- if reading_by_variable('AMB02', 'B') %}
inner join {{ ref('int_transaction_normalised') }} as transactions
    on flow.transaction_id = transactions.transaction_id
    and transactions.occurred_at between runs.instant - interval '720 hours' and runs.instant
{%- endif %}
left join {{ ref('int_fx_daily') }} as dollar on flow.business_date = dollar.rate_day and dollar.currency = 'USD'
