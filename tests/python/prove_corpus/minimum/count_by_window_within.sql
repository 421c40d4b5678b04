-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.health_note, customers.status (aggregate)
select status, sum(v) as n from (select status, customer_id, count(*) over (partition by health_note) as v from customers) as t group by status having count(distinct customer_id) >= 5
