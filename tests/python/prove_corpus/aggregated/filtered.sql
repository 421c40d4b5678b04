-- zone: crm
-- expect: leak
-- influence ref: customers.health_note, customers.status
select count(*) filter (where health_note = 'x') as ref from customers group by status
