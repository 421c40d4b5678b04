-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
with x(ref) as (select id_number from customers) select ref from x
