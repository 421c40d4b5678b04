-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
-- influence ref: customers.status
select min(id_number) as ref from customers group by status
