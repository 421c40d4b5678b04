-- zone: crm
-- expect: leak
-- flow status: customers.status
-- influence status: customers.id_number
select distinct on (id_number) status from customers
