-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select 'x' || id_number as b from customers
