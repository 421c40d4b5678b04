-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow annual_income: customers.annual_income
-- influence status: customers.customer_id (count)
-- influence annual_income: customers.customer_id (count), customers.status
with t as (select status, annual_income, count(distinct customer_id) over (partition by status) as persons from customers) select status, annual_income from t where persons >= 5
