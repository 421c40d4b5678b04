-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
-- influence ref: customers.loaded_at
select lag(id_number) over (order by loaded_at) as ref from customers
