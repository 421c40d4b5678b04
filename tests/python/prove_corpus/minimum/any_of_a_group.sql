-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow n: customers.health_note
-- influence status: customers.customer_id (aggregate), customers.status (aggregate)
-- influence n: customers.customer_id (aggregate), customers.status (aggregate)
select status, bool_or(health_note like '%hiv%') as n from customers group by status having count(distinct customer_id) >= 5
