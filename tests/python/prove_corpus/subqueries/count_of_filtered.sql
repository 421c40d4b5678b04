-- zone: crm
-- expect: leak
-- influence ref: customers.health_note
select (select count(*) from customers where health_note = 'x') as ref from calendar
