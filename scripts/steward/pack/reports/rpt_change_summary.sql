-- One row per topic that both packs could be compared by: how many things came, went and changed.

with

topics as (
    select distinct topic from current_fact
    where (select count(*) from earlier_fact) > 0
)

select
    topics.topic,
    count(case when rpt_change.change = 'came' then 1 end) as came,
    count(case when rpt_change.change = 'went' then 1 end) as went,
    count(case when rpt_change.change = 'changed' then 1 end) as changed
from topics
left join rpt_change on topics.topic = rpt_change.topic
group by topics.topic
order by topics.topic
