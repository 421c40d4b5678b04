-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select (select max(id_number) from customers) as ref from calendar
