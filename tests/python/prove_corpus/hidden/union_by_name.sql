-- zone: crm
-- expect: leak
-- flow status: customers.status
-- flow ref: customers.id_number
-- influence status: customers.id_number
-- influence ref: customers.status
select status, null as ref from customers union all by name select id_number as ref from customers
