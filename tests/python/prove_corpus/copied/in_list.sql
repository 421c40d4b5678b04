-- zone: crm
-- expect: leak
-- flow b: customers.id_number
select id_number in ('1', '2') as b from customers
