-- zone: crm
-- expect: leak
-- flow ref: customers.id_number, customers.status
-- influence ref: customers.loaded_at
select lead(status, 1, id_number) over (order by loaded_at) as ref from customers
