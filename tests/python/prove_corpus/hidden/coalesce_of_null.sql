-- zone: crm
-- expect: leak
-- flow status: customers.health_note, customers.status
select coalesce(nullif(status, status), health_note) as status from customers
