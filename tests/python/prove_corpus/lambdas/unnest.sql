-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select unnest([id_number]) as ref from customers
