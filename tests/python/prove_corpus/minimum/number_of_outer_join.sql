-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.customer_id (count)
-- influence status: customers.customer_id (aggregate), customers.health_note (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.health_note, customers.health_note (aggregate), customers.status (aggregate)
select p.status, count(s.customer_id) as n from customers as p left join (select customer_id from customers where health_note like '%hiv%') as s on p.customer_id = s.customer_id group by p.status having count(distinct p.customer_id) >= 5
