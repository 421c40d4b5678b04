-- zone: crm
-- expect: leak
-- flow ref: customers.id_number, customers.tags
select [i || id_number for i in tags] as ref from customers
