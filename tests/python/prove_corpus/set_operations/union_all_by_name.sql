-- zone: crm
-- expect: leak
-- flow a: customers.status
-- flow b: customers.id_number
-- influence a: customers.id_number
-- influence b: customers.status
select status as a, 'x' as b from customers union all by name select id_number as b, 'y' as a from customers
