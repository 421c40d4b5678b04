with rules as (

    select * from {{ ref('kyc_rules') }}

),

sla as (

    select
        sla,
        days
    from {{ ref('sla') }}

),

choices as (

    select
        max(case when reading_id = 'AMB01' then choice end) as window_count,
        max(case when reading_id = 'AMB10' then choice end) as nth_day
    from {{ ref('int_kyc_reading') }}

)

select
    rules.rule_id,
    rules.version as rule_version,
    rules.citation_zh,
    rules.citation_en,
    rules.customer_type,
    rules.operator,
    cast(rules.amount_cny as decimal(18, 2)) as amount_cny,
    cast(rules.amount_usd as decimal(18, 2)) as amount_usd,
    rules.window_unit,
    -- The starting day is not counted under AMB01 B, and under AMB10 B the tenth day must be full.
    rules.window_n
    + case when rules.reading_ids like '%AMB01%' and choices.window_count = 'B' then 1 else 0 end
    + case when rules.reading_ids like '%AMB10%' and choices.nth_day = 'B' then 1 else 0 end as window_days,
    rules.obligation_type,
    rules.due_unit,
    case when rules.due_unit = 'sla' then due.days else rules.due_n end as due_n,
    linked.days as link_days,
    rules.effective_from,
    coalesce(rules.effective_to, date '9999-12-31') as effective_to,
    rules.stock_deadline,
    rules.status
from rules
cross join choices
left join sla as due on rules.sla = due.sla and rules.due_unit = 'sla'
left join sla as linked on rules.sla = linked.sla and rules.scope = 'link_group'
