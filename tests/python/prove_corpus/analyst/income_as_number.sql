-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow mean_income: customers.annual_income (aggregate)
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence mean_income: customers.customer_id (aggregate), customers.status (aggregate)
select status, avg(cast(annual_income as double)) as mean_income from customers group by status having count(distinct customer_id) >= 10
