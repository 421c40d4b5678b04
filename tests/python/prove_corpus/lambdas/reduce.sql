-- zone: crm
-- expect: leak
-- flow ref: customers.id_number, customers.status
select list_reduce([id_number, status], lambda a, b: a || b) as ref from customers
