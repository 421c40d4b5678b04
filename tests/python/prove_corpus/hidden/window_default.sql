-- zone: crm
-- expect: leak
-- flow status: customers.health_note, customers.status
-- influence status: customers.customer_id
select lag(status, 1, health_note) over (order by customer_id) as status from customers
