-- zone: crm
-- expect: leak
-- influence n: customers.id_number
select count(*) as n from customers group by id_number
