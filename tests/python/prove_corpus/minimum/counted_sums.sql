-- zone: crm
-- expect: leak
-- flow n: customers.annual_income (sum)
-- flow persons: customers.customer_id (count)
-- influence n: customers.customer_id, customers.customer_id (count)
-- influence persons: customers.customer_id
with t as (select customer_id, count(distinct customer_id) as persons, sum(annual_income) as n from customers group by customer_id) select sum(n) as n, sum(persons) as persons from t having sum(persons) >= 5
