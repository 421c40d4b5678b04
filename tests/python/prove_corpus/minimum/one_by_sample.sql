-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.customer_id, customers.customer_id (count)
-- influence n: customers.customer_id, customers.customer_id (count), customers.status
select p.status, sum(s.annual_income) as n from customers as p left join (select customer_id, annual_income from customers using sample 1 rows) as s using (customer_id) group by p.status having count(distinct p.customer_id) >= 5
