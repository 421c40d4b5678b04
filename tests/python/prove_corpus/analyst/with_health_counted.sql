-- zone: crm
-- expect: clean
-- flow status: customers.status
-- influence status: customers.customer_id (aggregate), customers.health_note (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.health_note (aggregate), customers.status (aggregate)
select status, count(*) as n from customers where health_note is not null group by status having count(distinct customer_id) >= 5
