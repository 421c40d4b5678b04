-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select try_cast(id_number as bigint) as b from customers
