-- zone: crm
-- expect: leak
-- flow ref: customers.id_number, customers.status
select array_to_string([id_number, status], ',') as ref from customers
