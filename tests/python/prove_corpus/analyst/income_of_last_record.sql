-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow mean_income: customers.annual_income (aggregate)
-- influence status: customers.customer_id (aggregate), customers.loaded_at (aggregate), customers.status (aggregate)
-- influence mean_income: customers.customer_id (aggregate), customers.loaded_at (aggregate), customers.status (aggregate)
with ranked as (select customer_id, status, annual_income, row_number() over (partition by customer_id order by loaded_at desc) as place from customers) select status, avg(annual_income) as mean_income from ranked where place = 1 group by status having count(distinct customer_id) >= 5
