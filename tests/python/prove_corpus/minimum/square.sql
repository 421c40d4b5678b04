-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.status (aggregate)
select status, sum(v) as n from (select status, customer_id, annual_income * annual_income as v from customers) as t group by status having count(distinct customer_id) >= 5
