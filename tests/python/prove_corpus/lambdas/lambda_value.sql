-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select list_transform([id_number], lambda t: upper(t)) as ref from customers
