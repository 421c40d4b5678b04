with rules as (

    select * from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-RETAIN'

),

newer as (

    select effective_from as since from rules
    where rule_version = 2

),

customers as (

    select
        customer_id,
        relationship_ended_on,
        loaded_at
    from {{ ref('customer__personal_data') }}
    where relationship_ended_on is not null

),

held as (

    select * from {{ ref('int_retention_hold') }}

),

ends as (

    select
        *,
        {{ retained_until('relationship_ended_on', 1) }} as old_until,
        {{ retained_until('relationship_ended_on', 2) }} as new_until
    from customers

),

-- The period that still ran when the new law began becomes ten years; chosen by the date of evaluation.
chosen as (

    select
        ends.*,
        case when ends.old_until < newer.since or {{ as_of_date() }} < newer.since then 1 else 2 end as rule_version
    from ends
    cross join newer

),

found as (

    select
        chosen.customer_id as subject_id,
        chosen.customer_id,
        chosen.rule_version,
        chosen.relationship_ended_on as trigger_date,
        case
            when held.customer_id is null
                then case when chosen.rule_version = 1 then chosen.old_until else chosen.new_until end
        end as episode_end,
        cast(null as varchar) as source_id,
        chosen.loaded_at as detected_at,
        cast(null as decimal(36, 10)) as metric_cny,
        cast(null as decimal(36, 12)) as metric_usd,
        cast(null as varchar) as fx_reason,
        'fired' as state,
        '业务关系结束,保存至' || case
            when held.customer_id is not null then '调查或保全结束'
            when chosen.rule_version = 1 then cast(chosen.old_until as varchar)
            else cast(chosen.new_until as varchar)
        end as facts_zh,
        'relationship ended, keep until ' || case
            when held.customer_id is not null then 'the investigation or hold ends'
            when chosen.rule_version = 1 then cast(chosen.old_until as varchar)
            else cast(chosen.new_until as varchar)
        end as facts_en
    from chosen
    left join held on chosen.customer_id = held.customer_id

)

{{ event_trigger('PI-RETAIN', 'customer', by_version=true) }}
