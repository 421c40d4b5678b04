-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.customer_id (aggregate), customers.health_note (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.health_note, customers.health_note (aggregate), customers.status (aggregate)
select p.status, sum(s.one) as n from customers as p left join (select customer_id, 1 as one from customers where health_note like '%hiv%') as s on p.customer_id = s.customer_id group by p.status having count(distinct p.customer_id) >= 5
