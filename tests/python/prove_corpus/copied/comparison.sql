-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select id_number = '1' as b from customers
