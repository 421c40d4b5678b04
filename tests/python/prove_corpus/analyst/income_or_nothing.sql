-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow total: customers.annual_income (aggregate)
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence total: customers.customer_id (aggregate), customers.status (aggregate)
select status, sum(coalesce(annual_income, 0)) as total from customers group by status having count(distinct customer_id) >= 5
