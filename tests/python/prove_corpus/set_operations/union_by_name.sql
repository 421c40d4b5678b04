-- zone: crm
-- expect: leak
-- flow a: customers.status
-- flow b: customers.id_number
-- influence a: customers.id_number
-- influence b: customers.status
select status as a from customers union by name select id_number as b from customers
