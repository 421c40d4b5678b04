{{ config(materialized='view') }}
with rules as (

    select
        max(case when rule_version = 1 then citation_zh end) as old_citation,
        max(case when rule_version = 2 then citation_zh end) as new_citation,
        max(case when rule_version = 2 then effective_from end) as new_since
    from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-RETAIN'

),

held as (

    select * from {{ ref('int_retention_hold') }}

),

-- Of a payment, from the year in which it was booked; of a person, from the year in which the relationship ended.
records as (

    select
        'transaction' as record_type,
        transaction_id as record_id,
        customer_id,
        case when status <> 'pending' then business_date end as starts_on
    from {{ ref('transaction__personal_data') }}
    union all
    select
        'customer' as record_type,
        customer_id as record_id,
        customer_id,
        relationship_ended_on as starts_on
    from {{ ref('customer__personal_data') }}

),

ends as (

    select
        *,
        {{ retained_until('starts_on', 1) }} as old_until,
        {{ retained_until('starts_on', 2) }} as new_until
    from records

),

-- The five years that still ran when the new law began are ten; chosen by the date of evaluation, not of business.
chosen as (

    select
        ends.*,
        rules.old_citation,
        rules.new_citation,
        case when ends.old_until < rules.new_since or {{ as_of_date() }} < rules.new_since then 1 else 2 end as rule_version
    from ends
    cross join rules

)

select
    chosen.record_type,
    chosen.record_id,
    chosen.customer_id,
    chosen.starts_on,
    'PI-RETAIN' as rule_id,
    chosen.rule_version,
    case when chosen.rule_version = 1 then chosen.old_citation else chosen.new_citation end as citation_zh,
    case
        when held.customer_id is null
            then case when chosen.rule_version = 1 then chosen.old_until else chosen.new_until end
    end as keep_until,
    case
        when held.customer_id is not null then 'held'
        when chosen.starts_on is null then 'not_begun'
        when case when chosen.rule_version = 1 then chosen.old_until else chosen.new_until end < {{ as_of_date() }} then 'over'
        else 'running'
    end as state
from chosen
left join held on chosen.customer_id = held.customer_id
