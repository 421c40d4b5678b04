-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow mean_income: customers.annual_income (aggregate)
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence mean_income: customers.customer_id (aggregate), customers.status (aggregate)
with once as (select customer_id, max(status) as status, max(annual_income) as annual_income from customers group by customer_id) select status, avg(annual_income) as mean_income from once group by status having count(distinct customer_id) >= 5
