-- One row per thing that came, went or changed since the earlier pack: its values before and now, where they differ.

with

matched as (
    select
        coalesce(current_fact.topic, earlier_fact.topic) as topic,
        coalesce(current_fact.report, earlier_fact.report) as report,
        coalesce(current_fact.key, earlier_fact.key) as key,
        coalesce(current_fact.label_zh, earlier_fact.label_zh) as label_zh,
        coalesce(current_fact.label_en, earlier_fact.label_en) as label_en,
        coalesce(current_fact.field, earlier_fact.field) as field,
        earlier_fact.value as before,
        current_fact.value as now
    from current_fact
    full outer join earlier_fact
        on
            current_fact.topic = earlier_fact.topic
            and current_fact.report = earlier_fact.report
            and current_fact.key = earlier_fact.key
            and current_fact.field = earlier_fact.field
    where (select count(*) from earlier_fact) > 0
),

things as (
    select
        topic,
        report,
        key,
        max(label_zh) as label_zh,
        max(label_en) as label_en,
        case
            when count(case when field = '' then before end) = 0 then 'came'
            when count(case when field = '' then now end) = 0 then 'went'
            else 'changed'
        end as change,
        string_agg(field || '=' || before, chr(10) order by field)
            filter (where field <> '' and before is distinct from now) as before,
        string_agg(field || '=' || now, chr(10) order by field)
            filter (where field <> '' and before is distinct from now) as now
    from matched
    group by topic, report, key
    having count(case when before is distinct from now then 1 end) > 0
)

select
    topic,
    report,
    key,
    label_zh,
    label_en,
    change,
    before,
    now
from things
order by topic, report, key
