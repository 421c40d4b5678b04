-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.customer_id (count), customers.phone
-- influence n: customers.customer_id (count), customers.phone, customers.status
with t as (select c.status, count(distinct c.customer_id) as persons, avg(s.annual_income) as n from customers as c cross join (select annual_income from customers where phone = '1') as s group by c.status) select status, n from t where persons >= 5
