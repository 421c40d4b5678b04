with triggers as (

    select * from {{ ref('int_kyc_scenario_trigger') }}

),

versions as (

    select
        rule_id,
        rule_version,
        'version_' || cast(rule_version as varchar) as scenario
    from {{ ref('int_kyc_rule') }}
    where rule_id in ('PI-SINGLE', 'PI-CUM30', 'PI-BAL10')

),

pairs as (

    select
        older.rule_id,
        older.rule_version as old_version,
        newer.rule_version as new_version,
        older.scenario as old_scenario,
        newer.scenario as new_scenario
    from versions as older
    inner join versions as newer on older.rule_id = newer.rule_id and older.rule_version + 1 = newer.rule_version

),

only_old as (

    select pairs.rule_id, pairs.old_version, pairs.new_version, triggers.customer_id, triggers.trigger_date,
        triggers.source_id, 'old_only' as difference
    from pairs
    inner join triggers on pairs.rule_id = triggers.rule_id and pairs.old_scenario = triggers.scenario
    where not exists (
        select 1 from triggers as others
        where others.rule_id = pairs.rule_id
            and others.scenario = pairs.new_scenario
            and others.customer_id = triggers.customer_id
            and others.trigger_date = triggers.trigger_date
            and coalesce(others.source_id, '') = coalesce(triggers.source_id, '')
    )

),

only_new as (

    select pairs.rule_id, pairs.old_version, pairs.new_version, triggers.customer_id, triggers.trigger_date,
        triggers.source_id, 'new_only' as difference
    from pairs
    inner join triggers on pairs.rule_id = triggers.rule_id and pairs.new_scenario = triggers.scenario
    where not exists (
        select 1 from triggers as others
        where others.rule_id = pairs.rule_id
            and others.scenario = pairs.old_scenario
            and others.customer_id = triggers.customer_id
            and others.trigger_date = triggers.trigger_date
            and coalesce(others.source_id, '') = coalesce(triggers.source_id, '')
    )

)

select * from only_old
union all
select * from only_new
