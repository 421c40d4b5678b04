-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select id_number::varchar as b from customers
