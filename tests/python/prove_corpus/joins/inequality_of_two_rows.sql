-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.id_number
select c2.status from customers c1 join customers c2 on c1.id_number < c2.id_number
