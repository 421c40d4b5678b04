-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select substring(id_number, 1, 6) as b from customers
