-- zone: crm
-- expect: leak
-- flow ref: customers.health_note
-- influence ref: customers.status
select bool_or(health_note like 'x%') as ref from customers group by status
