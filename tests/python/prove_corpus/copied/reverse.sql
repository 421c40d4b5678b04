-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select reverse(id_number) as b from customers
