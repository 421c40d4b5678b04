-- zone: crm
-- expect: leak
-- flow ref: customers.id_number, customers.status
select [id_number, status][1] as ref from customers
