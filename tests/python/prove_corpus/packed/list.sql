-- zone: crm
-- expect: leak
-- flow ref: customers.id_number, customers.status
select [status, id_number] as ref from customers
