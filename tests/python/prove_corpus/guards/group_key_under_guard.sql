-- zone: crm
-- expect: leak
-- flow id_number: customers.id_number
-- influence id_number: customers.customer_id (aggregate), customers.id_number (aggregate)
-- influence n: customers.customer_id (aggregate), customers.id_number (aggregate)
select id_number, count(*) as n from customers group by id_number having count(distinct customer_id) >= 5
