-- zone: crm
-- expect: leak
-- flow id_number: customers.id_number
select id_number from customers join (select id_number, 1 as x from customers) as o using (id_number)
