-- zone: crm
-- expect: clean
-- flow day: customers.loaded_at
-- flow total: customers.annual_income (aggregate)
-- flow before: customers.annual_income (aggregate)
-- influence day: customers.customer_id (aggregate), customers.loaded_at (aggregate)
-- influence total: customers.customer_id (aggregate), customers.loaded_at (aggregate)
-- influence before: customers.customer_id (aggregate), customers.loaded_at, customers.loaded_at (aggregate)
with t as (select cast(loaded_at as date) as day, sum(annual_income) as total from customers group by cast(loaded_at as date) having count(distinct customer_id) >= 5) select day, total, lag(total) over (order by day) as before from t
