-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select format('{}', id_number) as b from customers
