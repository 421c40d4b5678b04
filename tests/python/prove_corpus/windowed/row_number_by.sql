-- zone: crm
-- expect: leak
-- influence ref: customers.id_number
select row_number() over (order by id_number) as ref from customers
