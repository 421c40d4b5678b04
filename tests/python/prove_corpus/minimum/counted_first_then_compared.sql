-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow before: customers.annual_income (sum)
-- influence status: customers.customer_id (count)
-- influence before: customers.customer_id (count), customers.status
with t as (select status, count(distinct customer_id) as persons, sum(annual_income) as n, lag(sum(annual_income)) over (order by status) as before from customers group by status) select status, before from t where persons >= 5
