-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.annual_income
-- influence status: customers.customer_id (aggregate), customers.phone (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.phone, customers.phone (aggregate), customers.status (aggregate)
select p.status, sum(s.annual_income) as n from (select customer_id, annual_income from customers where phone = '13800000001') as s right join customers as p on p.customer_id = s.customer_id group by p.status having count(distinct p.customer_id) >= 5
