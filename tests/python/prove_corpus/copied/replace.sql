-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select replace(id_number, '1', '1') as b from customers
