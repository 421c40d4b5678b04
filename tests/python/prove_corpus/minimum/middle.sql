-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.status (aggregate)
select status, median(annual_income) as n from customers group by status having count(distinct customer_id) >= 5
