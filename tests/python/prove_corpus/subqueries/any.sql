-- zone: crm
-- expect: leak
-- flow ref: customers.health_note
select 'x' = any (select health_note from customers) as ref from calendar
