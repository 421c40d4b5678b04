-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.customer_id, customers.customer_id (count)
-- influence n: customers.customer_id, customers.customer_id (count), customers.status
select p.status, sum(s.annual_income) as n from customers as p left join customers as s on p.customer_id = s.customer_id and s.customer_id in ('C00001') group by p.status having count(distinct p.customer_id) >= 5
