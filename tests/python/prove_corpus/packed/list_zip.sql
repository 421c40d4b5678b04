-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select list_zip([id_number], [1]) as ref from customers
