-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select coalesce(null, id_number) as b from customers
