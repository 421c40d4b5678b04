-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select left(id_number, 9) || right(id_number, 9) as b from customers
