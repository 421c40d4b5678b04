-- zone: crm
-- expect: leak
-- flow status: customers.id_number
-- flow id_number: customers.id_number
select * replace (id_number as status) from (select status, id_number from customers)
