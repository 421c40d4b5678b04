-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select (ascii(id_number) >> 3) & 1 as b from customers
