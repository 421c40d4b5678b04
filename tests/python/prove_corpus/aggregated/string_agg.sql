-- zone: crm
-- expect: leak
-- flow ref: customers.id_number
-- influence ref: customers.status
select string_agg(id_number, ',') as ref from customers group by status
