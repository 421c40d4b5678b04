-- zone: crm
-- expect: leak
-- flow ref: customers.health_note (count)
-- influence ref: customers.status
select count(health_note) as ref from customers group by status
