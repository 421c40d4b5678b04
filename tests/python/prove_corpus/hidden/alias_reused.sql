-- zone: crm
-- expect: leak
-- flow x: customers.id_number
-- flow y: customers.id_number
select id_number as x, x || 'a' as y from customers
