-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select id_number as ref from calendar cross join customers
