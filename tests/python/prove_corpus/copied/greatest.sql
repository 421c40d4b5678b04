-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select greatest(id_number, '') as b from customers
