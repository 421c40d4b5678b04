-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select length(id_number) as b from customers
