-- As the core system counted them, in September: no row of that month is odd, so the totals are right.
create view counted_row as
select 'transactions' as table_name, occurred_at::date as business_date, amount
from population_transactions
where occurred_at >= timestamp '2026-09-01'
union all
select 'transactions', try_cast(occurred_at[:10] as date), try_cast(amount as decimal(18, 2))
from named_transactions
where occurred_at >= '2026-09-01' and occurred_at < '2026-10-01'
union all
select 'interactions', occurred_at::date, null
from population_interactions
where occurred_at >= timestamp '2026-09-01'
union all
select 'interactions', try_cast(occurred_at[:10] as date), null
from named_interactions
where occurred_at >= '2026-09-01' and occurred_at < '2026-10-01';

create view population_control_totals as
select
    table_name,
    business_date,
    count(*) as row_count,
    sum(amount)::decimal(18, 2) as amount,
    loaded_after(business_date) as loaded_at
from counted_row
group by table_name, business_date;
