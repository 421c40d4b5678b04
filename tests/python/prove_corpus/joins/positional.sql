-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select c.id_number as ref from calendar positional join customers c
