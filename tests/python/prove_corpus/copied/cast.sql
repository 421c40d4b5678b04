-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select cast(id_number as blob) as b from customers
