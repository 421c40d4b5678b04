-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.status (aggregate)
with t as (select status, count(distinct customer_id) as persons, max(annual_income) as n from customers group by status) select status, n from t where persons >= 5
