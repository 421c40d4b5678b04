with rules as (

    select * from {{ ref('kyc_rules') }}

),

triggers as (

    select * from {{ ref('fct_kyc_trigger') }}

),

customers as (

    select count(*) as customers from {{ ref('customer__personal_data') }}

),

counts as (

    select
        rule_id,
        rule_version,
        count(case when state = 'fired' then 1 end) as fired,
        count(case when state = 'would_trigger' then 1 end) as would_trigger,
        count(case when state = 'undetermined' then 1 end) as undetermined,
        count(case when state = 'withdrawn' then 1 end) as withdrawn,
        count(distinct case when state = 'fired' then customer_id end) as customers
    from triggers
    group by rule_id, rule_version

)

select
    rules.rule_id,
    rules.version as rule_version,
    rules.citation_zh,
    rules.status,
    rules.source_tag,
    rules.signed_off_by,
    coalesce(counts.fired, 0) as fired,
    coalesce(counts.would_trigger, 0) as would_trigger,
    coalesce(counts.undetermined, 0) as undetermined,
    coalesce(counts.withdrawn, 0) as withdrawn,
    -- 预警率: customers for whom the rule fired, of all customers.
    cast(
        case when customers.customers > 0 then round(100.0 * coalesce(counts.customers, 0) / customers.customers, 4) end
        as decimal(9, 4)
    ) as alert_rate_pct
from rules
cross join customers
left join counts on rules.rule_id = counts.rule_id and rules.version = counts.rule_version
