-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select nullif(id_number, '') as b from customers
