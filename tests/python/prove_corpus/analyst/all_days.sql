-- zone: crm
-- expect: clean
-- flow day: calendar.day
-- flow total: customers.annual_income (aggregate)
-- influence day: customers.customer_id (aggregate), customers.loaded_at
-- influence total: calendar.day, customers.customer_id (aggregate), customers.loaded_at
with totals as (select cast(loaded_at as date) as day, sum(annual_income) as total from customers group by 1 having count(distinct customer_id) >= 5) select d.day, coalesce(t.total, 0) as total from calendar as d left join totals as t on t.day = d.day order by d.day
