-- zone: crm
-- expect: leak
-- flow a: customers.id_number
-- flow b: customers.id_number
-- flow c: customers.id_number
select id_number as a, a as b, b as c from customers
