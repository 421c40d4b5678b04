-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select ascii(id_number) as b from customers
