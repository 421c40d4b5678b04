-- zone: crm
-- expect: leak
-- flow status: customers.id_number, customers.status
-- flow id_number: customers.id_number, customers.status
select status, id_number from customers union all select id_number, status from customers
