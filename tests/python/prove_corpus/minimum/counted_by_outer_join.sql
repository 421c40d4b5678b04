-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income (sum)
-- influence status: customers.customer_id (count)
-- influence n: customers.customer_id (count), customers.status
with t as (select status, count(distinct customer_id) as persons, sum(annual_income) as n from customers group by status) select a.status, b.n from t as a inner join t as b on a.status <> b.status where a.persons >= 5
