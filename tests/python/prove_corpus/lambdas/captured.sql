-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select list_transform([1, 2], lambda i: id_number) as ref from customers
