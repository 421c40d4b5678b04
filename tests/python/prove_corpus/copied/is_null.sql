-- zone: crm
-- expect: leak
-- flow b: customers.health_note
select health_note is null as b from customers
