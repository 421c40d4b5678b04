-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select list_transform([id_number], lambda status: status) as ref from customers
