-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select regexp_extract(id_number, '[0-9]+') as b from customers
