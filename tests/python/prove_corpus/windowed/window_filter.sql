-- zone: crm
-- expect: leak
-- influence ref: customers.health_note
select count(*) filter (where health_note = 'x') over () as ref from customers
