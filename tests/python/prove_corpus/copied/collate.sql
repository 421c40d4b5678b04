-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select id_number collate nocase as b from customers
