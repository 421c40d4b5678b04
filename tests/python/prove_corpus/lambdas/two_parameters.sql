-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select list_transform([id_number], lambda x, i: x || i) as ref from customers
