-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id, customers.customer_id (aggregate), customers.phone, customers.status (aggregate)
select status, sum(v) as n from (select c.status, c.customer_id, (select o.annual_income from customers as o where o.customer_id = c.customer_id and o.phone = '13800000001') as v from customers as c) as t group by status having count(distinct customer_id) >= 5
