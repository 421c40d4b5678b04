{#- The payments behind the one-sided daily totals; only customers whose day fired are read back. -#}
with days as (

    select customer_id, trigger_date, rule_id, source_id as side from {{ ref('rule_lv_cash') }}
    union all
    select customer_id, trigger_date, rule_id, source_id as side from {{ ref('rule_lv_np_dom') }}
    union all
    select customer_id, trigger_date, rule_id, source_id as side from {{ ref('rule_lv_np_xb') }}
    union all
    select customer_id, trigger_date, rule_id, source_id as side from {{ ref('rule_lv_unit') }}

)

select
    days.rule_id,
    days.customer_id,
    days.trigger_date as business_date,
    days.side,
    transactions.transaction_id
from days
inner join {{ ref('int_account_owner') }} as owners
    on days.customer_id = owners.customer_id and days.trigger_date between owners.valid_from and owners.valid_to
inner join {{ ref('int_transaction_normalised') }} as transactions
    on owners.account_id = transactions.account_id
    and days.trigger_date = transactions.business_date
    and days.side = transactions.side
where transactions.counts
    and transactions.is_transfer
    and coalesce(transactions.is_cash, false) = (days.rule_id = 'LV-CASH')
    and (
        days.rule_id in ('LV-CASH', 'LV-UNIT')
        or (coalesce(transactions.counterparty_country, 'CN') <> 'CN') = (days.rule_id = 'LV-NP-XB')
    )
