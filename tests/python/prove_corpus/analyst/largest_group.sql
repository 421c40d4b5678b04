-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow total: customers.annual_income (aggregate)
-- influence status: customers.annual_income (aggregate), customers.customer_id (aggregate), customers.status (aggregate)
-- influence total: customers.customer_id (aggregate), customers.status (aggregate)
with t as (select status, sum(annual_income) as total from customers group by status having count(distinct customer_id) >= 5) select status, total from t where total = (select max(s.total) from t as s)
