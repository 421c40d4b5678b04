-- zone: crm
-- expect: clean
-- flow status: customers.status
-- flow tax: customers.annual_income (aggregate)
-- flow monthly: customers.annual_income (aggregate)
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence tax: customers.customer_id (aggregate), customers.status (aggregate)
-- influence monthly: customers.customer_id (aggregate), customers.status (aggregate)
select status, sum(annual_income * 0.2) as tax, sum(annual_income / 12) as monthly from customers group by status having count(distinct customer_id) >= 5
