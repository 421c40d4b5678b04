-- zone: crm
-- expect: leak
-- flow ref: customers.id_number, customers.status
select row(id_number, status) as ref from customers
