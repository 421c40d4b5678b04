-- zone: crm
-- expect: leak
-- flow id_number: customers.id_number
select id_number, count(*) from customers group by all
