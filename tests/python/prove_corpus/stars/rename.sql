-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
select * rename (id_number as ref) from (select id_number from customers)
