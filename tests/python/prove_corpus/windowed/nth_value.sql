-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select nth_value(id_number, 1) over () as ref from customers
