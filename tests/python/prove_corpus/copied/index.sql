-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select id_number[3] as b from customers
