-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income (sum)
-- influence status: customers.customer_id (count), customers.phone
-- influence n: customers.customer_id (count), customers.phone, customers.status
with t as (select status, count(distinct customer_id) as persons from customers group by status), s as (select status, sum(annual_income) as n from customers where phone = '1' group by status) select s.status, s.n from s inner join t on s.status = t.status where t.persons >= 5
