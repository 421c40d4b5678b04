-- zone: crm
-- expect: leak
-- flow ref: customers.id_number, customers.tags
select [i for i in tags if i = id_number] as ref from customers
